import Cryptography
package import Domain
import Records
import SQL

/// A request as the recipient who made it sees it.
package struct OwnDelegation: Hashable, Sendable {
    package let delegation: Delegation
    /// Since when the delegate's links are revoked; none while they are not.
    package let revokedAt: Moment?

    /// Whether it waits, or the delegate is let in.
    package var isOpen: Bool {
        switch delegation.state {
        case .waiting: true
        case .approved: revokedAt == nil
        case .declined, .withdrawn: false
        }
    }
}

/// What a recipient finds where they let others in.
package enum ShownDelegations: Sendable {
    case refused(LinkRefusal)
    /// Only the verified recipient lets others in.
    case notTheirs
    case shown([OwnDelegation], Entry)
}

extension Installation {
    /// Whom the recipient of this link asked to be let in. Reads only.
    package func showDelegations(_ token: String, by visitor: Visitor) async throws -> ShownDelegations {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let now = world.now()
        return try await database.read { transaction in
            switch try self.visit(claims, by: visitor, now: now, in: transaction) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let visit):
                guard let entry = visit.entry, entry.isRecipient(of: visit.file.delivery) else { return .notTheirs }
                return .shown(try self.ownDelegations(of: visit.file.delivery, in: transaction), entry)
            }
        }
    }

    func ownDelegations(of delivery: Delivery, in transaction: any Transaction) throws -> [OwnDelegation] {
        let delegations = try Delegations(transaction).all(of: delivery.id)
        guard !delegations.isEmpty else { return [] }
        let delegates = try Deliveries(transaction).delegates(of: delivery.id)
        return delegations.map { delegation in
            let delegate = delegates.first { $0.id == delegation.decision?.delegate }
            return OwnDelegation(delegation: delegation, revokedAt: delegate?.revokedAt)
        }
    }
}
