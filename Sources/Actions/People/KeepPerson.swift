import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How adding or changing a person ends.
package enum KeptPerson: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Another account signs in under the new primary address.
    case addressTaken
    /// Staff sign in by their address, so they must have one.
    case addressNeeded
    /// Nobody would be left who can administer.
    case lastAdministrator
    /// They are archived: they have to be offered again first.
    case archived
    /// Somebody changed the person since the form was shown. Nothing was changed.
    case changedMeanwhile
    /// `sharing` are the others who have one of the addresses too: a mailbox may be several people's (N-47).
    case kept(ID<Person>, sharing: [String])
    /// Kept, but for the address that staff sign in with: it is awaited until whoever reads mail there confirms it.
    case awaiting(ID<Person>)
    /// Too many new addresses of this person were mailed within an hour. Nothing was changed.
    case tooManyMails(until: Moment)
}

extension Installation {
    /// Adds a contact or prospect on behalf of whoever has the machine: the command line.
    package func addPerson(_ details: PersonDetails, kind: PersonKind) async throws -> KeptPerson {
        guard kind != .staff else { return .notAllowed }
        let person = try person(details, kind)
        return try await database.write { try self.insert(person, in: $0) }
    }

    /// Adds a contact or prospect; staff are added with `addStaff`.
    package func addPerson(
        _ details: PersonDetails, kind: PersonKind, by viewer: Viewer
    ) async throws -> KeptPerson {
        guard kind != .staff else { return .notAllowed }
        let person = try person(details, kind)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepPeople else { return .notAllowed }
            try Self.checkCoordinator(of: person, instead: nil, in: transaction)
            let kept = try self.insert(person, in: transaction)
            guard try self.markShared(details.shared, by: viewer, now: person.createdAt, in: transaction) else {
                throw Malformed("sharedAddresses", "Somebody whom you may not change has one of these addresses too.")
            }
            return kept
        }
    }

    private func person(_ details: PersonDetails, _ kind: PersonKind) throws -> Person {
        Person(
            id: try world.newID(), kind: kind, name: details.name, addresses: details.addresses,
            coordinator: details.coordinator, createdAt: world.now())
    }

    private func insert(_ person: Person, in transaction: any Transaction) throws -> KeptPerson {
        try People(transaction).insert(person)
        try note(person.id, now: person.createdAt, in: transaction)
        return .kept(person.id, sharing: try Self.sharing(with: person, in: transaction))
    }

    /// Staff are changed by administrators only; everybody else by whoever sees all cases that they are on, and all of which they
    /// were sent something that is not revoked: what opens it goes to these addresses (AU-01).
    func mayChange(_ person: Person, _ viewer: Viewer, in transaction: any Transaction) throws -> Bool {
        if person.kind == .staff { return viewer.rights.mayAdminister }
        guard viewer.rights.mayKeepPeople else { return false }
        if viewer.rights.seesEveryCase { return true }
        let cases = try Set(Cases(transaction).assignments(of: person.id).keys)
            .union(Deliveries(transaction).cases(reaching: person.id))
        return try cases.allSatisfy { try sees(viewer, $0, in: transaction) }
    }

    /// Only members of staff who are not archived come to answer for somebody; who does already may stay.
    static func checkCoordinator(
        of person: Person, instead current: ID<Person>?, in transaction: any Transaction
    ) throws {
        guard let id = person.coordinator, id != current else { return }
        guard person.kind != .staff else {
            throw Malformed("coordinator", "Only contacts and prospects have one. Leave it out.")
        }
        let found = try People(transaction).find(id)
        guard let found, found.kind == .staff, found.archivedAt == nil else {
            throw Malformed("coordinator", "Choose a member of staff who is not archived.")
        }
    }

    static func sharing(with person: Person, in transaction: any Transaction) throws -> [String] {
        let others = try person.addresses.flatMap { try People(transaction).having($0) }.filter { $0.id != person.id }
        return others.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
