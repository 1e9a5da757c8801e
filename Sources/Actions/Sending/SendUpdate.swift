import Cryptography
package import Domain
import Mail
import Records
import SQL

/// What a sender asks for.
package struct SendRequest: Sendable {
    package let update: ID<CaseUpdate>
    package let recipients: RecipientChoice
    package let options: SendOptions
    /// What the form or caller named this request by: sent twice, it sends once.
    package let key: String

    package init(update: ID<CaseUpdate>, recipients: RecipientChoice, options: SendOptions, key: String) {
        self.update = update
        self.recipients = recipients
        self.options = options
        self.key = key
    }
}

/// How a request to send ends.
package enum SentUpdate: Sendable {
    /// This viewer sees no such update.
    case unknown
    case notAllowed
    /// Only a validated update can be sent (TR-01).
    case notValidated
    /// A closed case is read-only: nothing new goes out of it.
    case closed
    /// Recipients pages have nobody to call: the organisation's contact line comes first (OS-15).
    case noContactLine
    case noRecipients
    /// These cannot be sent to; nothing was sent to anybody.
    case refused([RefusedRecipient])
    /// A chosen group is none of this case or of the organisation, or was archived.
    case unknownGroup
    /// These members of the groups cannot be sent to, and the sender has not agreed to leave them out.
    case wouldLeaveOut([RefusedRecipient])
    /// Others would receive it, or be left out, than the sender saw.
    case changedMeanwhile
    /// The organisation does not allow mails to hold what was chosen.
    case mailNotAllowed
    /// The files are too large to be attached to a mail.
    case tooLargeToAttach(AttachedExcess)
    case sent(ID<Send>)
}

/// A chosen recipient who cannot be sent to, and why.
package struct RefusedRecipient: Hashable, Sendable {
    package let person: ID<Person>
    package let name: String
    package let reason: RecipientObstacle

    package init(person: ID<Person>, name: String, reason: RecipientObstacle) {
        self.person = person
        self.name = name
        self.reason = reason
    }
}

extension Installation {
    /// Sends a validated update: one delivery per recipient, one link per file of each, and the notices, all in one
    /// transaction. Mails leave by the outbox when the time for taking them back is over.
    package func sendUpdate(_ request: SendRequest, by viewer: Viewer) async throws -> SentUpdate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            if let obstacle = self.obstacle(to: request.recipients, by: viewer) { return obstacle }
            return try self.send(request, by: viewer, now: now, in: transaction)
        }
    }

    private func send(
        _ request: SendRequest, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> SentUpdate {
        if let earlier = try Sends(transaction).find(requestKey: request.key) {
            return earlier.sender == viewer.person ? .sent(earlier.id) : .unknown
        }
        let (update, decided): (CaseUpdate, DecidedRecipients)
        switch try admit(
            request.recipients, to: request.update, options: request.options, by: viewer, in: transaction)
        {
        case .obstacle(let obstacle): return obstacle
        case .admitted(let found, let checked): (update, decided) = (found, checked)
        }
        let send = Send(
            id: try world.newID(), update: update.id, sender: viewer.person, options: allowed(request.options),
            createdAt: now, revokedAt: nil)
        try Sends(transaction).insert(send, requestKey: request.key)
        try note(send.id, now: now, in: transaction)
        let plan = try mailPlan(send.options, of: update, by: send.sender, in: transaction)
        try SendGroups(transaction).insert(
            decided.groups, skipped: decided.skipped.map { SkippedRecipient(person: $0.person, reason: $0.reason) },
            of: send.id)
        let inAppOnly = try notifier.toldInAppOnly(among: decided.people.map(\.id), in: transaction)
        for person in decided.people {
            try deliver(
                send, of: update, to: person, byMail: !inAppOnly.contains(person.id), plan: plan, now: now,
                in: transaction)
        }
        return .sent(send.id)
    }

    private func deliver(
        _ send: Send, of update: CaseUpdate, to person: Person, byMail: Bool, plan: MailPlan, now: Moment,
        in transaction: any Transaction
    ) throws {
        guard let address = person.primaryAddress else { return }
        let delivery = Delivery(
            id: try world.newID(), send: send.id, recipient: person.id, address: address, createdAt: now,
            revokedAt: nil)
        try Deliveries(transaction).insert(delivery)
        let targets: [ID<Attachment>?] = plan.files.isEmpty ? [nil] : plan.files.map(\.id)
        var links: [FileLink] = []
        for (position, attachment) in targets.enumerated() {
            let link = FileLink(
                id: try world.newID(), delivery: delivery.id, attachment: attachment,
                expiresAt: send.options.linkLifetime.end(from: now), extendedUntil: nil, revokedAt: nil,
                createdAt: now)
            try FileLinks(transaction).insert(link, position: position)
            links.append(link)
        }
        let notice = Notice(delivery: delivery, send: send, update: update, links: links, byMail: byMail, plan: plan)
        try give(notice, as: .queued, by: send.sender, now: now, in: transaction)
    }
}
