/// What a mail server's status means, in words for people who do not read status codes (RFC 3463).
package enum PlainSentence {
    /// `status` such as `5.1.1`, or nil; `isFinal` tells a refusal from a delay.
    package static func explaining(status: String?, isFinal: Bool) -> String {
        let detail = status.flatMap { status in
            status.firstIndex(of: ".").map { String(status[status.index(after: $0)...]) }
        }
        let cause = detail.flatMap(cause(of:))
        switch (cause, isFinal) {
        case (let cause?, true): return cause
        case (let cause?, false): return "\(cause) It will be tried again."
        case (nil, true): return "The mail server refused the mail."
        case (nil, false): return "The mail server cannot take the mail now. It will be tried again."
        }
    }

    private static func cause(of detail: String) -> String? {
        switch detail {
        case "1.0", "1.1", "1.3", "1.6": "The address does not exist at the recipient's mail server."
        case "1.2", "1.10": "The part of the address after the @ does not receive mail."
        case "1.7", "1.8": "The mail server does not accept our sender address."
        case "2.0", "2.1": "The mailbox is switched off."
        case "2.2": "The mailbox is full."
        case "2.3", "3.4": "The mail is too large for the recipient's mail server."
        case "3.1", "3.2": "The recipient's mail server is out of room or out of order."
        case "4.1", "4.2", "4.7": "The recipient's mail server could not be reached."
        case "4.4": "No mail server was found for the address."
        case "4.6": "The mail went round in circles between mail servers."
        case "6.7": "The mail server cannot send to addresses with such letters."
        case "7.0", "7.1", "7.2": "The mail server does not allow the mail, by its own rules."
        case "7.8", "7.9": "The mail server did not accept our sign-in."
        case "7.10", "7.11": "The mail server asks for encryption that was not in use."
        case "7.20", "7.21", "7.22", "7.23", "7.24", "7.25", "7.26":
            "The mail server could not confirm that the mail is from us (SPF, DKIM or reverse name)."
        default: nil
        }
    }
}
