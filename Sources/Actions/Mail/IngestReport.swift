import Cryptography
import Domain
import Mail
import Records
import SQL

/// How a mail handed to us as a delivery report ends.
package enum IngestedReport: Hashable, Sendable {
    /// How many of its recipients were matched to mails of ours.
    case taken(matched: Int)
    case notAReport
}

extension Installation {
    /// Takes in a delivery report (RFC 3464). A block counts only if its envelope id carries our tag *and* its recipient is
    /// the one we wrote to; whatever else comes is ignored (IM-09). Repeats change nothing (N-34).
    package func ingestReport(_ octets: [UInt8]) async throws -> IngestedReport {
        let read = try await readers.run { try? DeliveryReport.read(octets) }
        guard let recipients = read else { return .notAReport }
        var matched = 0
        for recipient in recipients where try await ingest(recipient) { matched += 1 }
        return .taken(matched: matched)
    }

    private func ingest(_ report: DeliveryReport.Recipient) async throws -> Bool {
        guard let envelope = report.envelopeID,
            let id = try EnvelopeTokens(keys: keys).id(in: envelope, of: QueuedLetter.self)
        else { return false }
        let now = world.now()
        return try await database.write { transaction in
            guard let letter = try Outbox(transaction).find(id), Self.isAbout(report, letter.address) else {
                return false
            }
            guard try Outbox(transaction).noteReport(id, action: report.action.rawValue, now: now) else { return true }
            guard let delivery = letter.delivery, let kind = Self.event(for: report.action) else { return true }
            let detail = "\(report.sentence) \(report.diagnostic.text)".trimmed
            try Events(transaction).append(
                NewEvent(kind, of: delivery, link: letter.link, by: .machine, mail: letter.kind.mail, detail: detail),
                now: now)
            if kind == .failed {
                try self.tellOfFailure(letter.kind, delivery, report.sentence, now: now, in: transaction)
            }
            return true
        }
    }

    /// The address as we gave it; where the report has only the final one, that may be an alias and proves nothing else.
    private static func isAbout(_ report: DeliveryReport.Recipient, _ address: EmailAddress) -> Bool {
        let named = report.originalRecipient ?? report.finalRecipient
        guard let named, let reported = try? EmailAddress(reading: named) else { return false }
        return reported == address
    }

    /// *Relayed* counts as delivered and names the server that took it (decision 18).
    private static func event(for action: DeliveryReport.Action) -> EventKind? {
        switch action {
        case .delivered, .relayed: .delivered
        case .delayed: .delayed
        case .failed: .failed
        case .expanded: nil
        }
    }
}
