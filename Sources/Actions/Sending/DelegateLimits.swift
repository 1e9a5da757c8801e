import Domain
import Records
import SQL

/// How long a delegate's links may open: as long as those of the recipient who had them let in. Recipients have no such limit.
struct DelegateLimits: Sendable {
    /// Nil for a recipient; else the end of each file that the recipient still has.
    let ends: [ID<Attachment>?: Moment]?

    /// The earlier of `moment` and the recipient's own end.
    func end(_ moment: Moment, of file: ID<Attachment>?) -> Moment {
        guard let ends else { return moment }
        return min(moment, ends[file] ?? Moment(milliseconds: 0))
    }

    func mayOpen(_ file: ID<Attachment>?, at now: Moment) -> Bool { ends.map { ($0[file] ?? now) > now } ?? true }

    /// Whether anything may.
    func mayOpen(at now: Moment) -> Bool { ends.map { $0.values.contains { $0 > now } } ?? true }
}

extension Installation {
    func delegateLimits(of delivery: Delivery, in transaction: any Transaction) throws -> DelegateLimits {
        guard let original = delivery.delegateOf else { return DelegateLimits(ends: nil) }
        let links = try FileLinks(transaction).all(of: original).filter { $0.revokedAt == nil }
        let ends = links.map { ($0.attachment, $0.availableUntil) }
        return DelegateLimits(ends: Dictionary(ends, uniquingKeysWith: max))
    }
}
