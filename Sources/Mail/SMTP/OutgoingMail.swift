package import Domain

/// One mail for one recipient, ready to be sent. Its printed form shows nothing of it.
package struct OutgoingMail: Sendable {
    /// The return path, to which reports go.
    package let sender: EmailAddress
    package let recipient: EmailAddress
    /// The whole message (RFC 5322), lines ended by CRLF.
    package let octets: [UInt8]
    /// What reports quote as `Original-Envelope-Id` (RFC 3461 section 4.4).
    package let envelopeID: String?
    /// Whether success, failure and delay reports are asked for where the server offers them.
    package let asksForReports: Bool

    /// Refuses a message that could end early or split into two on its way: a NUL, a CR or LF alone, a line over 998
    /// octets. `envelopeID` has 1 to 100 printable ASCII characters, counted as
    /// it is written in an SMTP parameter.
    package init(
        sender: EmailAddress, recipient: EmailAddress, octets: [UInt8], envelopeID: String? = nil,
        asksForReports: Bool = false
    ) throws(Malformed) {
        guard Self.hasSafeLines(octets) else {
            throw Malformed("message", "A mail has lines of at most 998 octets ended by CRLF, and no NUL.")
        }
        if let envelopeID {
            let fits = (1...100).contains(XText.encoded(envelopeID).utf8.count)
            guard fits, envelopeID.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
                throw Malformed("envelopeID", "An envelope id has 1 to 100 printable ASCII characters.")
            }
        }
        self.sender = sender
        self.recipient = recipient
        self.octets = octets
        self.envelopeID = envelopeID
        self.asksForReports = asksForReports
    }

    private static func hasSafeLines(_ octets: [UInt8]) -> Bool {
        var length = 0
        var afterReturn = false
        for octet in octets {
            switch octet {
            case 0: return false
            case 10:
                guard afterReturn else { return false }
                length = 0
                afterReturn = false
                continue
            case 13:
                guard !afterReturn else { return false }
                afterReturn = true
                continue
            default:
                guard !afterReturn else { return false }
                length += 1
                if length > 998 { return false }
            }
        }
        return !afterReturn && length == 0 && !octets.isEmpty
    }
}

extension OutgoingMail {
    /// Whether addresses or headers hold characters that only a server with SMTPUTF8 (RFC 6531) may be given.
    package var needsUTF8Headers: Bool {
        if !sender.spelling.utf8.allSatisfy({ $0 < 0x80 }) { return true }
        if !recipient.spelling.utf8.allSatisfy({ $0 < 0x80 }) { return true }
        var atLineStart = false
        for octet in octets {
            if octet == 13, atLineStart { return false }
            if octet >= 0x80 { return true }
            if octet != 13 { atLineStart = octet == 10 }
        }
        return false
    }

    /// Whether the message holds octets above 127 (RFC 6152).
    package var isEightBit: Bool { octets.contains { $0 >= 0x80 } }
}

extension OutgoingMail: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a mail of \(octets.count) octets" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
