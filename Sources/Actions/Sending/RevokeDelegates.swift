import Domain
import Records
import SQL

/// What a recipient loses, those lose too whom they had let in (N-46): in the same transaction, so that no request comes in between.
extension Installation {
    func revokeDelegates(
        of delivery: ID<Delivery>, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        for delegate in try Deliveries(transaction).delegates(of: delivery) {
            guard try Deliveries(transaction).revoke(delegate.id, now: now) else { continue }
            try noteRevocation(of: delegate.id, link: nil, by: viewer, now: now, in: transaction)
        }
    }

    /// `link` was revoked: the delegates keep its file only where the recipient has it by another link.
    func revokeDelegates(
        of delivery: ID<Delivery>, losing link: FileLink, by viewer: Viewer, now: Moment,
        in transaction: any Transaction
    ) throws {
        let links = FileLinks(transaction)
        let left = try links.all(of: delivery).contains { $0.attachment == link.attachment && $0.revokedAt == nil }
        guard !left else { return }
        for delegate in try Deliveries(transaction).delegates(of: delivery) where delegate.revokedAt == nil {
            for lost in try links.all(of: delegate.id) where lost.attachment == link.attachment {
                guard try links.revoke(lost.id, now: now) else { continue }
                try noteRevocation(of: delegate.id, link: lost.id, by: viewer, now: now, in: transaction)
            }
        }
    }
}
