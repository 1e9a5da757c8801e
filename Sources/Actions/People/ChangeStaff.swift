import Cryptography
package import Domain
import Mail
import Records
import SQL

/// What an administrator changes about somebody's account. What is nil stays.
package struct StaffChange: Sendable {
    package var role: StaffRole?
    package var password: ChosenPassword?
    package var isDisabled: Bool?

    package init(role: StaffRole? = nil, password: ChosenPassword? = nil, isDisabled: Bool? = nil) {
        self.role = role
        self.password = password
        self.isDisabled = isDisabled
    }
}

/// How a change of an account ends.
package enum ChangedStaff: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Nobody would be left who can administer.
    case lastAdministrator
    case nothingToDo
    case changed
}

extension Installation {
    /// Changes role or password of an account, or closes it. Each ends all sessions of that person (AU-03, SE-02); a new
    /// password also ends a lock of the account.
    package func changeStaff(
        _ id: ID<Person>, _ change: StaffChange, by viewer: Viewer
    ) async throws -> ChangedStaff {
        guard viewer.rights.mayAdminister else { return .notAllowed }
        let now = world.now()
        let change = try await ready(change)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard let account = try StaffAccounts(transaction).find(id), let person = try People(transaction).find(id)
            else { return .unknown }
            guard try change.isPossible(for: account, in: transaction) else { return .lastAdministrator }
            if change.changes(account) { try Self.requireProof(viewer, now: now, in: transaction) }
            let isChanged = try self.change(account, of: person, change, now: now, in: transaction)
            return isChanged ? .changed : .nothingToDo
        }
    }

    /// The change with its password as it is stored, which takes a while.
    func ready(_ change: StaffChange) async throws -> ReadyStaffChange {
        ReadyStaffChange(role: change.role, hash: try await hash(change.password), isDisabled: change.isDisabled)
    }

    /// False where there was nothing to do. Whoever can sign in again is archived no more. Asked only for what `isPossible`.
    func change(
        _ account: StaffAccount, of person: Person, _ change: ReadyStaffChange, now: Moment,
        in transaction: any Transaction
    ) throws -> Bool {
        guard change.changes(account) else { return false }
        let accounts = StaffAccounts(transaction)
        let isDisabled = change.isDisabled ?? (account.disabledAt != nil)
        try accounts.setRole(change.role ?? account.role, of: person.id)
        try accounts.setDisabled(isDisabled ? account.disabledAt ?? now : nil, of: person.id)
        if !isDisabled { _ = try People(transaction).archive(person.id, at: nil, by: person.id) }
        if let hash = change.hash {
            try accounts.setPassword(hash, of: person.id)
            if let address = person.primaryAddress { try SignInAttempt.forgive(address, in: transaction) }
        }
        try StaffSessions(transaction).endAll(of: person.id, now: now)
        if isDisabled { try Self.endWaysIn(of: person.id, now: now, in: transaction) }
        if isDisabled || !(change.role ?? account.role).administers {
            try AwaitedAddresses(transaction).endAll(askedBy: person.id, now: now)
        }
        try tellStaff(
            person.id, change.told(of: account), browser: "that of an administrator", place: organisation.host,
            now: now, in: transaction)
        return true
    }

    /// What opens the account no more, also when it is opened again.
    private static func endWaysIn(of person: ID<Person>, now: Moment, in transaction: any Transaction) throws {
        try ApiTokens(transaction).revokeAll(of: person, now: now)
        try AddressChanges(transaction).endAll(of: person, now: now)
        try AwaitedAddresses(transaction).endAll(of: person, .overtaken, now: now)
        for purpose in AccountLinkPurpose.allCases where purpose != .portal {
            try AccountLinks(transaction).withdraw(purpose, of: person, now: now)
        }
    }

    func hash(_ password: ChosenPassword?) async throws -> String? {
        guard let password else { return nil }
        return try await passwords.hash(password.text).text
    }
}

/// A change of an account, ready for its row.
struct ReadyStaffChange: Sendable {
    let role: StaffRole?
    let hash: String?
    let isDisabled: Bool?

    func changes(_ account: StaffAccount) -> Bool {
        hash != nil || (role ?? account.role) != account.role
            || (isDisabled ?? (account.disabledAt != nil)) != (account.disabledAt != nil)
    }

    /// A new address is confirmed by whoever signs in, which nobody does to a closed account, and only while whoever asked for
    /// it administers.
    func checkMove(
        of account: StaffAccount, from person: Person, to changed: Person, by viewer: Viewer
    ) throws(Malformed) {
        guard changed.primaryAddress != person.primaryAddress else { return }
        guard !(isDisabled ?? (account.disabledAt != nil)) else {
            throw Malformed("email", "Open the account first: a new address is confirmed by whoever signs in with it.")
        }
        guard viewer.person != person.id || (role ?? account.role).administers else {
            throw Malformed("email", "Confirm your own new address first, and give up the role afterwards.")
        }
    }

    /// What the owner of the account is told of it.
    func told(of account: StaffAccount) -> AccountChange {
        if let isDisabled, isDisabled != (account.disabledAt != nil) {
            return isDisabled ? .accountClosed : .accountReopened
        }
        return hash == nil ? .roleChanged : .passwordChanged
    }

    /// Whether somebody who can administer is left afterwards.
    func isPossible(for account: StaffAccount, in transaction: any Transaction) throws -> Bool {
        guard changes(account) else { return true }
        let stays = !(isDisabled ?? (account.disabledAt != nil)) && (role ?? account.role).administers
        return try stays
            || StaffAccounts(transaction).all().contains {
                $0.person != account.person && $0.disabledAt == nil && $0.role.administers
            }
    }
}
