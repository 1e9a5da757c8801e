/// How the line to the mail server failed, where no reply of it says so.
package enum LineFault: Error, Hashable, Sendable {
    case unreachable
    case dropped
    case tooSlow
    case tlsFailed
    case tlsNotOffered
    case nonsense
    case stopped

    /// In plain language, for staff.
    package var sentence: String {
        switch self {
        case .unreachable: "The mail server could not be reached. It will be tried again."
        case .dropped: "The mail server closed the connection. It will be tried again."
        case .tooSlow: "The mail server did not answer in time. It will be tried again."
        case .tlsFailed:
            "No encrypted connection to the mail server could be made: its certificate or its TLS is not in order."
        case .tlsNotOffered: "The mail server offers no encryption, and the settings require it."
        case .nonsense: "The mail server did not answer as a mail server does. It will be tried again."
        case .stopped: "Sending was stopped with the service. It will be tried again."
        }
    }

    static var sentenceAfterFinalDot: String {
        "The connection was lost after the whole mail was sent, so the server may have taken it. It will be tried again."
    }
}
