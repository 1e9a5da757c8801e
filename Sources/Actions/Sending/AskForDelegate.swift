import Cryptography
package import Domain
import Records
import SQL

/// How a recipient's request that somebody else be let in ends.
package enum AskedForDelegate: Hashable, Sendable {
    case refused(LinkRefusal)
    /// Only the verified recipient lets others in: nobody else who opens the link, and no delegate.
    case notTheirs
    /// The address is one of the recipient's own.
    case ownAddress
    /// They asked for this address before: it waits, or was let in.
    case already(DelegationState)
    /// So many requests are open that staff answer those first.
    case tooMany
    case asked
}

extension Installation {
    /// At most three requests of one delivery wait, and there are at most ten of it in all.
    package static func mayAskForMore(than earlier: [OwnDelegation]) -> Bool {
        earlier.count { $0.delegation.state == .waiting } < 3 && earlier.count < 10
    }

    /// Asks staff to let somebody else in to everything of this delivery (N-46). Whether the address is known to anybody, or has
    /// something of the send already, is not for the recipient to learn: staff decide about that.
    package func askForDelegate(
        _ token: String, _ delegate: ProposedDelegate, by visitor: Visitor
    ) async throws -> AskedForDelegate {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let now = world.now()
        let client = organisation.kept(visitor.client)
        return try await database.write { transaction in
            switch try self.visit(claims, by: visitor, now: now, in: transaction) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let visit):
                guard let entry = visit.entry, entry.isRecipient(of: visit.file.delivery) else { return .notTheirs }
                try self.keepAlive(visit, now: now, in: transaction)
                let recipient = visit.file.delivery.recipient
                let own = try People(transaction).find(recipient)?.addresses ?? []
                guard !own.contains(delegate.address), visit.file.delivery.address != delegate.address else {
                    return .ownAddress
                }
                let request = Delegation.Request(
                    delegate: delegate, by: recipient, verified: entry.isGrant ? entry.verifiedAddress : nil, at: now,
                    client: client)
                return try self.ask(request, of: visit.file, in: transaction)
            }
        }
    }

    private func ask(
        _ request: Delegation.Request, of file: LinkedFile, in transaction: any Transaction
    ) throws -> AskedForDelegate {
        let earlier = try ownDelegations(of: file.delivery, in: transaction)
        let same = earlier.first {
            $0.delegation.request.delegate.address == request.delegate.address && $0.isOpen
        }
        if let same {
            let isRepeated = same.delegation.request.delegate == request.delegate && same.delegation.state == .waiting
            return isRepeated ? .asked : .already(same.delegation.state)
        }
        guard Self.mayAskForMore(than: earlier) else { return .tooMany }
        guard try Delegations(transaction).insert(world.newID(), of: file.delivery.id, request) else {
            return .already(.waiting)
        }
        try tellKeepers(of: file, about: request, in: transaction)
        return .asked
    }

    /// Whoever sent it and whoever manages the case; where none of them can decide, all who may validate.
    private func tellKeepers(
        of file: LinkedFile, about request: Delegation.Request, in transaction: any Transaction
    ) throws {
        guard let update = try CaseUpdates(transaction).find(file.send.update) else { return }
        let managers = try Cases(transaction).assignments(of: file.caseFile).filter { $0.role == .caseManager }
        let accounts = try StaffAccounts(transaction).all().filter {
            $0.disabledAt == nil && $0.rights.maySendUpdates
        }
        let near = Set(managers.map(\.person) + [file.send.sender])
        let able = accounts.filter { near.contains($0.person) }
        let told = able.isEmpty ? accounts.filter { $0.rights.mayValidate } : able
        let cause = NotificationCause(
            .delegateRequested, of: update, delivery: file.delivery.id, by: request.by)
        try notifier.tell(told.map(\.person), of: cause, now: request.at, in: transaction)
        transaction.announce(Announcement(topic: "delivery", subject: file.delivery.id.text))
    }
}

extension Entry {
    /// Whether it is the very person whom this was sent to, known by their mailbox or signed in to the portal, and not somebody whom
    /// a recipient had let in.
    func isRecipient(of delivery: Delivery) -> Bool {
        guard delivery.delegateOf == nil else { return false }
        switch self {
        case .grant(let grant): return grant.person == delivery.recipient
        case .contact(let contact): return contact.person == delivery.recipient
        case .open, .staff: return false
        }
    }
}
