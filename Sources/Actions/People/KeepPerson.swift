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
    /// `sharing` are the others who have one of the addresses too: a mailbox may be several people's (N-47).
    case kept(ID<Person>, sharing: [String])
}

extension Installation {
    /// Adds a contact or prospect on behalf of whoever has the machine: the command line.
    package func addPerson(_ details: PersonDetails, kind: PersonKind) async throws -> KeptPerson {
        guard kind != .staff else { return .notAllowed }
        let person = Person(
            id: try world.newID(), kind: kind, name: details.name, addresses: details.addresses,
            createdAt: world.now())
        return try await database.write { transaction in
            try People(transaction).insert(person)
            try self.note(person.id, now: person.createdAt, in: transaction)
            return .kept(person.id, sharing: try Self.sharing(with: person, in: transaction))
        }
    }

    /// Adds a contact or prospect; staff are added with `addStaff`.
    package func addPerson(
        _ details: PersonDetails, kind: PersonKind, by viewer: Viewer
    ) async throws -> KeptPerson {
        guard viewer.rights.mayKeepPeople else { return .notAllowed }
        return try await addPerson(details, kind: kind)
    }

    /// Changes name and addresses. Grants, codes and links of an address that goes away open nothing from then on (AU-07). A new
    /// address of staff ends their sessions and is told to the old one.
    package func changePerson(
        _ id: ID<Person>, to details: PersonDetails, by viewer: Viewer
    ) async throws -> KeptPerson {
        let now = world.now()
        return try await database.write { transaction in
            guard let person = try People(transaction).find(id) else { return .unknown }
            guard try self.mayChange(person, viewer, in: transaction) else { return .notAllowed }
            let changed = Person(
                id: id, kind: person.kind, name: details.name, addresses: details.addresses,
                createdAt: person.createdAt)
            if person.kind == .staff {
                if let refusal = try self.moveAccount(of: person, to: changed, now: now, in: transaction) {
                    return refusal
                }
            }
            try People(transaction).update(changed)
            return .kept(id, sharing: try Self.sharing(with: changed, in: transaction))
        }
    }

    /// Staff are changed by administrators only; everybody else by whoever sees all cases that they are on: mail of a case goes to
    /// these addresses (AU-01).
    func mayChange(_ person: Person, _ viewer: Viewer, in transaction: any Transaction) throws -> Bool {
        if person.kind == .staff { return viewer.rights.mayAdminister }
        guard viewer.rights.mayKeepPeople else { return false }
        return try Cases(transaction).assignments(of: person.id).keys.allSatisfy {
            try sees(viewer, $0, in: transaction)
        }
    }

    private func moveAccount(
        of person: Person, to changed: Person, now: Moment, in transaction: any Transaction
    ) throws -> KeptPerson? {
        let accounts = StaffAccounts(transaction)
        guard try accounts.find(person.id) != nil else { return nil }
        guard let address = changed.primaryAddress else { return .addressNeeded }
        guard address != person.primaryAddress else { return nil }
        if let holder = try accounts.find(signingInAs: address), holder.person != person.id { return .addressTaken }
        try accounts.setAddress(address, of: person.id)
        try StaffSessions(transaction).endAll(of: person.id, now: now)
        try tellStaff(
            person.id, at: person.primaryAddress, .addressChanged, browser: "that of an administrator",
            place: organisation.host, now: now, in: transaction)
        return nil
    }

    private static func sharing(with person: Person, in transaction: any Transaction) throws -> [String] {
        let others = try person.addresses.flatMap { try People(transaction).having($0) }.filter { $0.id != person.id }
        return others.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
