import Cryptography
package import Domain
import Records
import SQL

/// How marking an address as one that several people read, or as one person's, ends.
package enum MarkedAddress: Hashable, Sendable {
    /// There is no such person, or they do not have this address.
    case unknown
    case notAllowed
    case marked
}

extension Installation {
    /// Says whether several people read what is mailed to an address of this person (N-47). The mark is about the address, so it
    /// holds for everybody who has it.
    package func markAddress(
        _ address: EmailAddress, of id: ID<Person>, isShared: Bool, by viewer: Viewer
    ) async throws -> MarkedAddress {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(id), person.addresses.contains(address) else {
                return .unknown
            }
            guard try self.mayChange(person, viewer, in: transaction) else { return .notAllowed }
            let wanted =
                isShared ? person.sharedAddresses.union([address]) : person.sharedAddresses.subtracting([address])
            return try self.mark(wanted, of: person, by: viewer, now: now, in: transaction) ? .marked : .notAllowed
        }
    }

    /// Marks these of the person's addresses and no others. False where that would say more about the opens of somebody whom the
    /// viewer may not change: a mark says less than none.
    func mark(
        _ wanted: Set<EmailAddress>, of person: Person, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        let ended = person.sharedAddresses.subtracting(wanted)
        let others = try ended.flatMap { try People(transaction).having($0) }.filter { $0.id != person.id }
        guard try others.allSatisfy({ try self.mayChange($0, viewer, in: transaction) }) else { return false }
        let marks = SharedAddresses(transaction)
        for address in ended { _ = try marks.unmark(address, by: viewer.person, now: now) }
        for address in wanted.intersection(person.addresses) {
            try Self.markShared(address, by: viewer, now: now, in: transaction)
        }
        return true
    }

    /// Says that several people read what is mailed there. The portal lets nobody in under it any more: whoever reads along would
    /// be taken for that one person.
    static func markShared(
        _ address: EmailAddress, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        _ = try SharedAddresses(transaction).mark(address, by: viewer.person, now: now)
        try endPortalAccess(at: address, by: viewer, now: now, in: transaction)
    }
}
