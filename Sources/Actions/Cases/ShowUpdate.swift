import Cryptography
package import Domain
import Records
import SQL

/// An update with its files, its sends and the people it names.
package struct ShownUpdate: Sendable {
    package let update: CaseUpdate
    package let group: AccessGroup?
    package let author: String
    package let submittedBy: String?
    package let returnedBy: String?
    package let validatedBy: String?
    package let attachments: [Attachment]
    /// Versions of its files that another one took the place of, and who replaced files.
    package let superseded: [Attachment]
    package let replacers: [ID<Person>: String]
    /// How often the text was written: what a form sends back.
    package let version: Int64
    /// When it was last written.
    package let changedAt: Moment
    /// The newest first.
    package let sends: [SendSummary]
}

/// A send in one line.
package struct SendSummary: Sendable {
    package let send: Send
    package let sender: String
    package let recipients: Int
    /// Of these, those whose links were revoked.
    package let revoked: Int
    /// Of the others, those who have not downloaded everything, or not viewed an update without files.
    package let waiting: Int
    package let hasFiles: Bool
    /// Whether it was taken back before a mail left.
    package let isUndone: Bool
}

/// An update together with its case.
package struct UpdateInCase: Sendable {
    package let caseFile: CaseFile
    package let shown: ShownUpdate
    /// Everybody's part of its sends.
    package let deliveries: [ID<Send>: [TrackedDelivery]]
}

extension Installation {
    /// The update with everything about it; none for what this viewer may not see. Reads only.
    package func showUpdate(_ id: ID<CaseUpdate>, to viewer: Viewer) async throws -> UpdateInCase? {
        let now = world.now()
        return try await database.read { transaction in
            guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else { return nil }
            shownPages.note(.update(id), to: viewer, now: now)
            let shown = try Self.shown([update], in: transaction)[0]
            return UpdateInCase(
                caseFile: caseFile, shown: shown, deliveries: try Self.deliveries(of: shown, in: transaction))
        }
    }

    private static func deliveries(
        of shown: ShownUpdate, in transaction: any Transaction
    ) throws -> [ID<Send>: [TrackedDelivery]] {
        let ids = shown.sends.map(\.send.id)
        let deliveries = try Deliveries(transaction).all(of: ids)
        let people = try People(transaction).find(Array(Set(deliveries.values.joined().map(\.recipient))))
        let links = Dictionary(grouping: try FileLinks(transaction).all(of: ids), by: \.delivery)
        return try deliveries.reduce(into: [:]) { tracked, entry in
            let events = try Events(transaction).all(of: entry.key)
            tracked[entry.key] = entry.value.map { delivery in
                track(
                    delivery, recipient: people[delivery.recipient], attachments: shown.attachments,
                    links: links[delivery.id] ?? [], events: events[delivery.id] ?? [],
                    mail: shown.sends.first { $0.send.id == delivery.send }?.send.options(of: delivery).mail ?? .notice)
            }
        }
    }
}
