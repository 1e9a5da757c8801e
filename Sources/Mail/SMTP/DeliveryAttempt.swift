/// What became of one try to hand a mail to the next server.
package enum DeliveryAttempt: Hashable, Sendable {
    /// The server took it over; this is *Sent*, not yet *Delivered*.
    case accepted(Acceptance)
    /// Not now: try again later.
    case delayed(Reason)
    /// The server will not have this mail for this recipient; trying again is of no use.
    case refused(Reason)
}

extension DeliveryAttempt {
    /// What the server said when it took a mail over.
    package struct Acceptance: Hashable, Sendable {
        /// The name in the server's greeting, or the configured host where it gave none.
        package let server: String
        /// Such as `2.0.0` (RFC 3463), where the server sends one.
        package let enhancedCode: String?
        package let words: ServerWords
        /// Such as `TLS 1.3, certificate verified`, or `no TLS`.
        package let security: String
        /// Whether reports were asked for and the server offers them (RFC 3461).
        package let promisesReports: Bool

        package init(
            server: String, enhancedCode: String?, words: ServerWords, security: String, promisesReports: Bool
        ) {
            self.server = server
            self.enhancedCode = enhancedCode
            self.words = words
            self.security = security
            self.promisesReports = promisesReports
        }
    }

    /// Why a mail was not taken over.
    package struct Reason: Hashable, Sendable {
        /// The three digits of the reply; nil where no reply came.
        package let code: Int?
        /// Such as `5.1.1` (RFC 3463).
        package let enhancedCode: String?
        package let words: ServerWords
        /// What happened in plain language, for staff.
        package let sentence: String
        /// The line was lost after the whole mail was sent: the server may have taken it, and trying again may make a
        /// duplicate.
        package let isAmbiguous: Bool

        package init(
            code: Int? = nil, enhancedCode: String? = nil, words: ServerWords = .none, sentence: String,
            isAmbiguous: Bool = false
        ) {
            self.code = code
            self.enhancedCode = enhancedCode
            self.words = words
            self.sentence = sentence
            self.isAmbiguous = isAmbiguous
        }
    }
}
