import Cryptography
package import Domain
import Records
import SQL

/// Who a delegate is in the directory: staff say so, nothing is made or matched by itself.
package enum DelegateRecord: Hashable, Sendable {
    /// Somebody new: a contact who is on no case.
    case new
    /// This contact, who has the address.
    case person(ID<Person>)
}

/// How a decision about a recipient's request ends.
package enum DecidedDelegate: Hashable, Sendable {
    /// This viewer sees no such request.
    case unknown
    case notAllowed
    case obstacle(DelegationObstacle)
    /// It was answered, or withdrawn, before: by whom and when.
    case earlier(DelegationState, by: String, at: Moment)
    case done
}

extension Installation {
    /// Lets somebody in at a recipient's request: a delivery of their own beneath that of the recipient, with links of their own that
    /// ask who comes and end no later than the recipient's, and a notice. Whoever decides first has decided.
    package func approveDelegate(
        _ id: ID<Delegation>, as record: DelegateRecord, reason: String? = nil, by viewer: Viewer
    ) async throws -> DecidedDelegate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let found = try self.delegation(id, for: viewer, now: now, in: transaction) else { return .unknown }
            if let earlier = try self.earlier(found.delegation, in: transaction) { return earlier }
            if let obstacle = found.obstacle { return .obstacle(obstacle) }
            guard record != .new || viewer.rights.mayKeepPeople else { return .notAllowed }
            let decided = try Delegations(transaction).decide(
                id, isApproved: true, reason: reason, by: viewer.person, now: now)
            guard decided else { return .unknown }
            let person = try self.person(record, for: found, now: now, in: transaction)
            try self.letIn(person, found, by: viewer, now: now, in: transaction)
            try self.tellRequester(of: found, isApproved: true, now: now, in: transaction)
            return .done
        }
    }

    /// Declines a request, with a reason for the recipient if there is one to give.
    package func declineDelegate(
        _ id: ID<Delegation>, reason: String? = nil, by viewer: Viewer
    ) async throws -> DecidedDelegate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let found = try self.delegation(id, for: viewer, now: now, in: transaction) else { return .unknown }
            if let earlier = try self.earlier(found.delegation, in: transaction) { return earlier }
            let decided = try Delegations(transaction).decide(
                id, isApproved: false, reason: reason, by: viewer.person, now: now)
            guard decided else { return .unknown }
            transaction.announce(Announcement(topic: "delivery", subject: found.delivery.id.text))
            try self.tellRequester(of: found, isApproved: false, now: now, in: transaction)
            return .done
        }
    }

    /// Who answered before, or that the recipient withdrew it.
    private func earlier(_ delegation: Delegation, in transaction: any Transaction) throws -> DecidedDelegate? {
        guard delegation.state != .waiting else { return nil }
        let (person, at) =
            delegation.withdrawnAt.map { (delegation.request.by, $0) }
            ?? (delegation.decision?.by ?? delegation.request.by, delegation.decision?.at ?? delegation.request.at)
        return .earlier(delegation.state, by: try People(transaction).find(person)?.name ?? "somebody", at: at)
    }

    private func person(
        _ record: DelegateRecord, for found: FoundDelegation, now: Moment, in transaction: any Transaction
    ) throws -> ID<Person> {
        switch record {
        case .person(let id):
            guard found.records.contains(where: { $0.id == id }) else {
                throw Malformed("person", "Choose one of those who have the address, or somebody new.")
            }
            return id
        case .new:
            let delegate = found.delegation.request.delegate
            let person = Person(
                id: try world.newID(), kind: .contact, name: delegate.name, addresses: [delegate.address],
                createdAt: now)
            try People(transaction).insert(person)
            return person.id
        }
    }

    private func letIn(
        _ person: ID<Person>, _ found: FoundDelegation, by viewer: Viewer, now: Moment,
        in transaction: any Transaction
    ) throws {
        let delivery = Delivery(
            id: try world.newID(), send: found.send.id, recipient: person,
            address: found.delegation.request.delegate.address, createdAt: now, revokedAt: nil,
            delegateOf: found.delivery.id)
        try Deliveries(transaction).insert(delivery)
        try Delegations(transaction).name(delivery.id, of: found.delegation.id)
        var links: [FileLink] = []
        for (position, own) in found.links.enumerated() {
            let link = FileLink(
                id: try world.newID(), delivery: delivery.id, attachment: own.attachment,
                expiresAt: own.availableUntil, extendedUntil: nil, revokedAt: nil, createdAt: now)
            try FileLinks(transaction).insert(link, position: position)
            links.append(link)
        }
        let plan = try mailPlan(found.send.options.forDelegate, of: found.update, by: viewer.person, in: transaction)
        try Events(transaction).append(
            NewEvent(
                .queued, of: delivery.id, by: .person(viewer.person, address: nil), mail: .notice,
                detail: "A notice to a delegate, with links of their own"), now: now)
        let told = NotificationCause(.updateSent, of: found.update, delivery: delivery.id, by: viewer.person)
        try notifier.tell(person, of: told, now: now, in: transaction)
        try queueNotice(of: delivery, send: found.send, links: links, plan: plan, now: now, in: transaction)
        transaction.announce(Announcement(topic: "delivery", subject: found.delivery.id.text))
    }
}
