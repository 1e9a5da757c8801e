import Cryptography
package import Domain
import Records
import SQL

/// How a recipient's withdrawal ends.
package enum WithdrawnDelegate: Hashable, Sendable {
    case refused(LinkRefusal)
    /// It is no request of theirs.
    case notTheirs
    /// It was declined or withdrawn before.
    case nothingToDo
    case done
}

extension Installation {
    /// A recipient takes their request back. Whoever was let in by it loses everything at once.
    package func withdrawDelegate(
        _ id: ID<Delegation>, at token: String, by visitor: Visitor
    ) async throws -> WithdrawnDelegate {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let now = world.now()
        let client = organisation.kept(visitor.client)
        return try await database.write { transaction in
            switch try self.visit(claims, by: visitor, now: now, in: transaction) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let visit):
                guard let entry = visit.entry, entry.isRecipient(of: visit.file.delivery),
                    let found = try Delegations(transaction).find(id), found.delivery == visit.file.delivery.id
                else { return .notTheirs }
                try self.keepAlive(visit, now: now, in: transaction)
                guard try Delegations(transaction).withdraw(id, now: now) else { return .nothingToDo }
                transaction.announce(Announcement(topic: "delivery", subject: found.delivery.text))
                guard let delegate = found.decision?.delegate else { return .done }
                guard try Deliveries(transaction).revoke(delegate, now: now) else { return .done }
                try Outbox(transaction).withhold(delegate, now: now)
                try Events(transaction).append(
                    NewEvent(
                        .linkRevoked, of: delegate, by: entry.actor, detail: "By the recipient who asked for it",
                        client: client), now: now)
                return .done
            }
        }
    }
}
