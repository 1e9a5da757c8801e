package import Domain

/// Reads the reports that mail servers send back about our mail (RFC 3464), from whoever sent them: they are hostile
/// input until their envelope id is found among our own.
package enum DeliveryReport {
    /// In octets, of the whole mail.
    package static let largest = 25 * 1024 * 1024
    /// Leaves of the mail.
    package static let mostParts = 200
    /// Multiparts within one another.
    package static let deepest = 20
    /// Recipients that one report may name.
    package static let mostRecipients = 100

    /// What a report says of one recipient.
    package struct Recipient: Hashable, Sendable {
        /// The ENVID that our mail was sent with.
        package let envelopeID: String?
        /// The address as we gave it, without its type.
        package let originalRecipient: String?
        /// The address as the last server knew it, without its type.
        package let finalRecipient: String?
        package let action: Action
        /// Such as `5.1.1` (RFC 3463); nil if the report gives none that can be read.
        package let status: String?
        /// The server that took or refused the mail.
        package let remoteMTA: String?
        /// The server that reports.
        package let reportingMTA: String?
        package let diagnostic: ServerWords

        /// In plain language, for staff.
        package var sentence: String {
            switch action {
            case .delivered: "The recipient's mail server put the mail into the mailbox."
            case .relayed: "The mail was handed on to \(remoteMTA ?? "another mail server"), which sends no reports."
            case .expanded: "The address is a list; the mail was handed on to its members."
            case .delayed: PlainSentence.explaining(status: status, isFinal: false)
            case .failed: PlainSentence.explaining(status: status, isFinal: true)
            }
        }
    }

    /// What became of the mail (RFC 3464 section 2.3.3).
    package enum Action: String, Hashable, Sendable {
        case delivered, relayed, delayed, failed, expanded
    }

    /// Every recipient a report names. Throws if the octets are no report, or are over the bounds.
    package static func read(_ octets: [UInt8]) throws(Malformed) -> [Recipient] {
        guard octets.count <= largest else { throw Malformed("report", "A report has at most 25 MiB.") }
        guard !DelimiterCount.isExcessive(octets) else { throw Malformed("report", "The report has too many parts.") }
        guard let mail = ReadMail(octets) else { throw notAReport }
        let parts: [ReadMail.Part]
        do {
            parts = try mail.parts(most: mostParts, depth: deepest)
        } catch {
            throw Malformed("report", "The report has too many parts.")
        }
        let types = ["message/delivery-status", "message/global-delivery-status"]
        guard let status = parts.first(where: { types.contains($0.type) }) else { throw notAReport }
        let groups = try StatusFields.groups(in: mail.octets(of: status), most: mostRecipients + 1)
        guard let message = groups.first else { throw notAReport }
        let recipients = groups.dropFirst().compactMap { Recipient(of: message, about: $0) }
        guard !recipients.isEmpty else { throw notAReport }
        return recipients
    }

    private static var notAReport: Malformed { Malformed("report", "This mail is not a delivery report.") }
}

extension DeliveryReport.Recipient {
    init?(of message: StatusFields, about recipient: StatusFields) {
        guard let word = recipient["action"]?.lowercased().split(whereSeparator: \.isWhitespace).first,
            let action = DeliveryReport.Action(rawValue: String(word))
        else { return nil }
        self.action = action
        envelopeID = message["original-envelope-id"].map { ServerWords(cleaning: $0).text }
        originalRecipient = recipient["original-recipient"].map(StatusFields.untypedAddress)
        finalRecipient = recipient["final-recipient"].map(StatusFields.untypedAddress)
        status = recipient["status"].flatMap(StatusFields.status)
        remoteMTA = recipient["remote-mta"].map(StatusFields.untyped)
        reportingMTA = message["reporting-mta"].map(StatusFields.untyped)
        diagnostic = ServerWords(cleaning: recipient["diagnostic-code"].map(StatusFields.untyped) ?? "")
    }
}
