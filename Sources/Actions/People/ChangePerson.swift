import Cryptography
package import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Changes what is given: name, addresses and, of staff, role, password or the account's being open, all or nothing. Grants,
    /// codes and links of an address that goes away open nothing from then on (AU-07). A new address of staff ends their
    /// sessions and is told to the old one.
    package func changePerson(
        _ id: ID<Person>, _ change: PersonChange, by viewer: Viewer
    ) async throws -> KeptPerson {
        let now = world.now()
        let account = try await ready(change.account)
        return try await write(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(id) else { return .unknown }
            guard try self.mayChange(person, viewer, in: transaction) else { return .notAllowed }
            guard person.archivedAt == nil else { return .archived }
            let current = try StaffAccounts(transaction).find(id)
            if let seen = change.seen, try seen != PersonVersion(person, current) { return .changedMeanwhile }
            let changed = try change.applied(to: person)
            try Self.checkCoordinator(of: changed, instead: person.coordinator, in: transaction)
            if let current {
                if let obstacle = try Self.obstacle(to: changed, of: current, in: transaction) { return obstacle }
                guard try account.isPossible(for: current, in: transaction) else { return .lastAdministrator }
                if account.changes(current) || changed.primaryAddress != person.primaryAddress {
                    try Self.requireProof(viewer, now: now, in: transaction)
                }
                try self.moveAccount(of: person, to: changed, now: now, in: transaction)
            }
            if changed != person { try People(transaction).update(changed) }
            try Self.endPortalAccess(losing: changed, by: viewer, now: now, in: transaction)
            if let marks = try change.marks(on: changed),
                try !self.mark(marks, of: changed, by: viewer, now: now, in: transaction)
            {
                throw Malformed("sharedAddresses", "Somebody whom you may not change has one of these addresses too.")
            }
            if let current { _ = try self.change(current, of: changed, account, now: now, in: transaction) }
            return .kept(id, sharing: try Self.sharing(with: changed, in: transaction))
        }
    }

    /// What keeps an account from signing in under the primary address of `changed`.
    private static func obstacle(
        to changed: Person, of account: StaffAccount, in transaction: any Transaction
    ) throws -> KeptPerson? {
        guard let address = changed.primaryAddress else { return .addressNeeded }
        return try isTaken(address, for: account.person, in: transaction) ? .addressTaken : nil
    }

    private func moveAccount(
        of person: Person, to changed: Person, now: Moment, in transaction: any Transaction
    ) throws {
        guard let address = changed.primaryAddress, address != person.primaryAddress else { return }
        try StaffAccounts(transaction).setAddress(address, of: person.id)
        try StaffSessions(transaction).endAll(of: person.id, now: now)
        for purpose in AccountLinkPurpose.allCases where purpose != .invitation {
            try AccountLinks(transaction).withdraw(purpose, of: person.id, now: now)
        }
        for told in [person.primaryAddress, address] {
            try tellStaff(
                person.id, at: told, .addressChanged, browser: "that of an administrator", place: organisation.host,
                now: now, in: transaction)
        }
    }
}
