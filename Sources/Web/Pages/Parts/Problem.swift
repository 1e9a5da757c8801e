/// Why a request has no ordinary answer, in words for the person who made it.
struct Problem: Sendable {
    /// The HTTP status that the page is sent with.
    let status: Int
    let heading: String
    let text: String
    let tryAgain: When?
    let wayOn: WayOn?
    /// What the log calls this event; nothing about the request can be read from it.
    let incident: String?

    /// A link that leads out.
    struct WayOn: Sendable {
        let label: String
        let path: String
    }

    init(
        _ status: Int, _ heading: String, _ text: String, tryAgain: When? = nil, wayOn: WayOn? = nil,
        incident: String? = nil
    ) {
        self.status = status
        self.heading = heading
        self.text = text
        self.tryAgain = tryAgain
        self.wayOn = wayOn
        self.incident = incident
    }
}

extension Problem {
    /// 404: one page for unknown, malformed and forged addresses alike.
    static func notFound(incident: String?) -> Problem {
        Problem(
            404, "This page does not exist",
            "If you followed a link from an e-mail, make sure that the whole link was opened, or copy it into the "
                + "address bar of your browser.", incident: incident)
    }

    /// 410 for a link that staff withdrew: the contact line in the footer is the only way on.
    static func revoked() -> Problem {
        Problem(
            410, "This link is no longer available",
            "It was withdrawn. If you still need it, please get in touch.")
    }

    /// 403 for a form that no page of ours made for this browser and sign-in.
    static let staleForm = Problem(
        403, "This form can no longer be sent",
        "It was opened too long ago, or in another window. Go back, reload the page and try again.")

    /// 422: a field that the form does not have, or has only once (AU-04).
    static func unexpected(field name: String) -> Problem {
        let printable = name.unicodeScalars.filter { ![.control, .format].contains($0.properties.generalCategory) }
        let shown = String(String.UnicodeScalarView(printable.prefix(60)))
        return Problem(
            422, "The form holds something that does not belong to it",
            "Its field “\(shown)” is not asked for, or was sent twice. Go back, reload the page and fill the form in "
                + "again.")
    }

    /// 429
    static func tooManyRequests(tryAgain: When, wayOn: WayOn? = nil) -> Problem {
        Problem(
            429, "Please wait a little",
            "There were too many requests in a short time. This protects you and the sender.",
            tryAgain: tryAgain, wayOn: wayOn)
    }

    /// The words for every other status that this service answers with.
    static func of(status: Int, incident: String?) -> Problem {
        let (heading, text) = words(for: status)
        return Problem(status, heading, text, incident: incident)
    }

    private static func words(for status: Int) -> (String, String) {
        switch status {
        case 400: ("This request could not be read", "Go back, reload the page and try again.")
        case 401: ("Please sign in", "This page can be seen after signing in.")
        case 403: ("You may not do that", "Your role does not include it. Ask an administrator if it should.")
        case 404:
            (
                "This page does not exist",
                "There is nothing at this address, or you may not see it. Check the address, or go back to where you "
                    + "came from."
            )
        case 405: ("That cannot be done here", "Go back and use the buttons of the page.")
        case 409: ("This has changed meanwhile", "Go back, reload the page and try again.")
        case 413: ("That is too large", "Send a smaller file, or fewer files at once.")
        case 415: ("This kind of content is not accepted", "Go back and use the form of the page.")
        case 416: ("That part of the file does not exist", "Start the download again from the beginning.")
        case 421: ("This server does not answer for that name", "Use the address exactly as it was given to you.")
        case 422: ("Something in the form is missing", "Go back, reload the page and fill the form in again.")
        case 503:
            (
                "The service is not available right now",
                "Please try again in a few minutes. If you had filled in a form, it may not have been saved: go back "
                    + "and send it again then."
            )
        case 507:
            (
                "There is no room to store this",
                "Nothing was stored. Please tell the people who run this service, and try again later."
            )
        default: ("Something went wrong on our side", "Nothing you did caused this. Please try again in a few minutes.")
        }
    }
}
