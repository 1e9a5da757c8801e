import Cryptography
package import Domain
import Records
import SQL

/// How archiving a person, or offering them again, ends.
package enum ArchivedPerson: Hashable, Sendable {
    case unknown
    case notAllowed
    /// They became a part of another record, for good.
    case merged
    /// They can sign in: their account has to be closed first.
    case accountOpen
    case kept(ID<Person>)
}

extension Installation {
    /// Offers a person nowhere any more, or again. Nothing about them is erased: what was sent to them stays, and opens as long
    /// as its links do. The portal is switched off for them.
    package func archivePerson(
        _ id: ID<Person>, _ isArchived: Bool, by viewer: Viewer
    ) async throws -> ArchivedPerson {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(id) else { return .unknown }
            guard try self.mayChange(person, viewer, in: transaction) else { return .notAllowed }
            if isArchived, let account = try StaffAccounts(transaction).find(id), account.disabledAt == nil {
                return .accountOpen
            }
            if !isArchived, try MergedPeople(transaction).survivor(of: id) != nil { return .merged }
            _ = try People(transaction).archive(id, at: isArchived ? now : nil, by: viewer.person)
            if isArchived { try Self.endPortalAccess(of: id, by: viewer, now: now, in: transaction) }
            return .kept(id)
        }
    }
}
