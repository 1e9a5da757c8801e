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
        let hash = try await hash(change.password)
        let now = world.now()
        return try await database.write { transaction in
            let accounts = StaffAccounts(transaction)
            guard let account = try accounts.find(id), let person = try People(transaction).find(id) else {
                return .unknown
            }
            let role = change.role ?? account.role
            let isDisabled = change.isDisabled ?? (account.disabledAt != nil)
            let isSame = role == account.role && isDisabled == (account.disabledAt != nil)
            guard !isSame || hash != nil else { return .nothingToDo }
            if isDisabled || !Rights(of: role).mayAdminister {
                guard try Self.anotherAdministers(than: id, in: transaction) else { return .lastAdministrator }
            }
            try accounts.setRole(role, of: id)
            try accounts.setDisabled(isDisabled ? account.disabledAt ?? now : nil, of: id)
            if let hash {
                try accounts.setPassword(hash, of: id)
                if let address = person.primaryAddress { try SignInAttempt.forgive(address, in: transaction) }
            }
            try StaffSessions(transaction).endAll(of: id, now: now)
            if isDisabled { try ApiTokens(transaction).revokeAll(of: id, now: now) }
            try self.tellStaff(
                id, hash == nil ? .roleChanged : .passwordChanged, browser: "that of an administrator",
                place: self.organisation.host, now: now, in: transaction)
            return .changed
        }
    }

    func hash(_ password: ChosenPassword?) async throws -> String? {
        guard let password else { return nil }
        return try await passwords.hash(password.text).text
    }

    private static func anotherAdministers(than id: ID<Person>, in transaction: any Transaction) throws -> Bool {
        try StaffAccounts(transaction).all().contains {
            $0.person != id && $0.disabledAt == nil && Rights(of: $0.role).mayAdminister
        }
    }
}
