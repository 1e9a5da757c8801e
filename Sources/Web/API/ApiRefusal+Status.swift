import Domain
import HTTPTypes

extension ApiRefusal {
    /// In the usual words for this status.
    static func of(status: Int, incident: String? = nil) -> ApiRefusal {
        let (kind, title, detail) = words(for: status)
        var refusal = ApiRefusal(HTTPResponse.Status(code: status), kind, title, detail)
        refusal.incident = incident
        return refusal
    }

    /// 429, with how long to wait.
    static func tooMany(after wait: Duration) -> ApiRefusal {
        var refusal = ApiRefusal.of(status: 429)
        refusal.headers[.retryAfter] = "\(max(1, wait.wholeMilliseconds / 1000 + 1))"
        return refusal
    }

    /// What guards and readers shared with the pages refuse, in the words of the interface.
    init(_ refusal: Refusal) {
        self = .of(status: refusal.problem.status, incident: refusal.problem.incident)
        headers = refusal.headers
        closesConnection = refusal.closesConnection
    }

    /// A rule's refusal of one field, which stands in the content under that name.
    init(_ malformed: Malformed) {
        self = malformed.field == "id" ? .of(status: 404) : .mistake(malformed.field, malformed.remedy)
    }

    private static func words(for status: Int) -> (String, String, String) {
        switch status {
        case 400: ("unreadable", "The request cannot be read", "Its head, its query or its JSON is not well-formed.")
        case 401:
            (
                "unauthorized", "A token is needed",
                "Send `Authorization: Bearer` with a token that was not revoked and has not run out."
            )
        case 403: ("not-allowed", "This is not allowed", "The person of this token may see it, but not do it.")
        case 404: ("not-found", "There is no such thing", "It does not exist, or is not for the person of this token.")
        case 405: ("method", "That cannot be done here", "`Allow` names the methods of this path.")
        case 408: ("too-slow", "The content came too slowly", "Send it at a kibibyte a second at least.")
        case 409: ("conflict", "That is not possible now", "Look at what is there, then try again.")
        case 413: ("too-large", "The content is too large", "Nothing of it was kept.")
        case 414: ("too-long", "The address is too long", "Use at most 4096 bytes.")
        case 415: ("media-type", "This kind of content is not read here", "Send `Content-Type: application/json`.")
        case 416: ("range", "That part of the file does not exist", "`Content-Range` names its size.")
        case 421: ("host", "This server does not answer for that name", "Use the address of the installation.")
        case 422: ("mistakes", "Something in the request is wrong", "Compare it with the description.")
        case 429: ("too-many", "There were too many requests", "Wait as long as `Retry-After` says.")
        case 503: ("unavailable", "The service is not available right now", "Try again in a moment.")
        case 507: ("no-room", "There is no room to store this", "Nothing was stored; the log names the incident.")
        default: ("fault", "Something went wrong on our side", "The log names the incident.")
        }
    }
}
