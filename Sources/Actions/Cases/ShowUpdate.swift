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
    /// Each recipient's part, without their names.
    package let deliveries: [TrackedDelivery]
}

/// An update together with its case.
package struct UpdateInCase: Sendable {
    package let caseFile: CaseFile
    package let shown: ShownUpdate
    /// The recipients of its sends.
    package let recipients: [ID<Person>: Person]
}

extension Installation {
    /// The update with everything about it; none for what this viewer may not see. Reads only.
    package func showUpdate(_ id: ID<CaseUpdate>, to viewer: Viewer) async throws -> UpdateInCase? {
        try await database.read { transaction in
            guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else { return nil }
            let shown = try Self.shown(update, in: transaction)
            let recipients = shown.sends.flatMap { $0.deliveries.map(\.delivery.recipient) }
            return UpdateInCase(
                caseFile: caseFile, shown: shown, recipients: try People(transaction).find(Array(Set(recipients))))
        }
    }

    static func shown(_ update: CaseUpdate, in transaction: any Transaction) throws -> ShownUpdate {
        let attachments = try Attachments(transaction).all(of: update.id)
        let sends = try Sends(transaction).all(of: update.id)
        let superseded = try Attachments(transaction).superseded(of: update.id)
        let replacers = (attachments + superseded).compactMap { $0.replacement?.by }
        let reviewers = [update.submission?.by, update.giveBack?.by, update.validation?.by].compactMap { $0 }
        let names = try People(transaction).find([update.author] + sends.map(\.sender) + reviewers + replacers)
        let change = try CaseUpdates(transaction).lastChange(of: update.id)
        return ShownUpdate(
            update: update, group: try AccessGroups(transaction).find(update.accessGroup),
            author: names[update.author]?.name ?? "", submittedBy: update.submission.flatMap { names[$0.by]?.name },
            returnedBy: update.giveBack.flatMap { names[$0.by]?.name },
            validatedBy: update.validation.flatMap { names[$0.by]?.name }, attachments: attachments,
            superseded: superseded, replacers: names.filter { replacers.contains($0.key) }.mapValues(\.name),
            version: change?.version ?? 1, changedAt: change?.at ?? update.createdAt,
            sends: try sends.map {
                try summary(of: $0, sender: names[$0.sender]?.name ?? "", attachments: attachments, in: transaction)
            })
    }

    static func summary(
        of send: Send, sender: String = "", attachments: [Attachment], in transaction: any Transaction
    ) throws -> SendSummary {
        let links = Dictionary(grouping: try FileLinks(transaction).all(of: send.id), by: \.delivery)
        let events = try Events(transaction).all(of: send.id)
        let rows = try Deliveries(transaction).all(of: send.id).map { delivery in
            track(
                delivery, recipient: nil, attachments: attachments, links: links[delivery.id] ?? [],
                events: events[delivery.id] ?? [])
        }
        let open = rows.filter { $0.delivery.revokedAt == nil }
        return SendSummary(
            send: send, sender: sender, recipients: rows.count, revoked: rows.count - open.count,
            waiting: open.count { !$0.isDone }, hasFiles: !attachments.isEmpty,
            deliveries: rows)
    }
}
