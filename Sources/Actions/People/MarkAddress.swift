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

    /// Marks these of the person's addresses and no others. False where that would change what is said of the opens of somebody whom
    /// the viewer may not change, or end their portal access: the mark is about the address, whoever has it.
    func mark(
        _ wanted: Set<EmailAddress>, of person: Person, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        let ended = person.sharedAddresses.subtracting(wanted)
        guard try ended.allSatisfy({ try mayDecide(about: $0, viewer, in: transaction) }) else { return false }
        let marks = SharedAddresses(transaction)
        for address in ended { _ = try marks.unmark(address, by: viewer.person, now: now) }
        let begun = wanted.intersection(person.addresses).subtracting(person.sharedAddresses)
        return try markShared(begun, by: viewer, now: now, in: transaction)
    }

    /// Says that several people read what is mailed there; false where the viewer may not decide that. The portal lets nobody in under
    /// it any more: whoever reads along would be taken for that one person.
    func markShared(
        _ addresses: Set<EmailAddress>, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        guard try addresses.allSatisfy({ try mayDecide(about: $0, viewer, in: transaction) }) else { return false }
        for address in addresses {
            _ = try SharedAddresses(transaction).mark(address, by: viewer.person, now: now)
            try Self.endPortalAccess(at: address, by: viewer, now: now, in: transaction)
        }
        return true
    }

    /// Whether the viewer may change everybody who has this address: what is decided about an address is decided for all of them.
    func mayDecide(about address: EmailAddress, _ viewer: Viewer, in transaction: any Transaction) throws -> Bool {
        try People(transaction).having(address).allSatisfy { try mayChange($0, viewer, in: transaction) }
    }
}
