package import Domain
package import SQL

/// The accounts by which members of staff sign in.
package struct StaffAccounts {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Gives a member of staff an account; an address signs in to one account only.
    package func insert(_ account: StaffAccount, address: EmailAddress, now: Moment) throws {
        try transaction.run(
            """
            INSERT INTO staff_accounts (person_id, address, role, password_hash, disabled_at, created_at)
            VALUES (\(account.person), \(address.canonical), \(account.role.rawValue), \(account.passwordHash),
                \(account.disabledAt), \(now))
            """)
    }

    /// The account of this person.
    package func find(_ person: ID<Person>) throws -> StaffAccount? {
        try transaction.run("\(Self.columns) WHERE staff_accounts.person_id = \(person)").first.map(account)
    }

    /// The account that signs in under this address.
    package func find(signingInAs address: EmailAddress) throws -> StaffAccount? {
        try transaction.run("\(Self.columns) WHERE staff_accounts.address = \(address.canonical)").first.map(account)
    }

    /// All accounts, the oldest first.
    package func all() throws -> [StaffAccount] {
        try transaction.run("\(Self.columns) ORDER BY staff_accounts.created_at, staff_accounts.person_id").map(account)
    }

    /// Whether anybody can sign in at all.
    package func anyExists() throws -> Bool {
        try !transaction.run("SELECT person_id FROM staff_accounts LIMIT 1").isEmpty
    }

    /// Replaces the password; its text form comes from `PasswordHash`.
    package func setPassword(_ hash: String, of person: ID<Person>) throws {
        try transaction.run("UPDATE staff_accounts SET password_hash = \(hash) WHERE person_id = \(person)")
    }

    /// Changes what the person answers for, from their next request on.
    package func setRole(_ role: StaffRole, of person: ID<Person>) throws {
        try transaction.run("UPDATE staff_accounts SET role = \(role.rawValue) WHERE person_id = \(person)")
    }

    /// Changes the address that signs in to the account.
    package func setAddress(_ address: EmailAddress, of person: ID<Person>) throws {
        try transaction.run("UPDATE staff_accounts SET address = \(address.canonical) WHERE person_id = \(person)")
    }

    /// Closes the account, or opens it again with nil.
    package func setDisabled(_ at: Moment?, of person: ID<Person>) throws {
        try transaction.run("UPDATE staff_accounts SET disabled_at = \(at) WHERE person_id = \(person)")
    }

    /// With what the role may do: whoever looks at an account sees what holds in this transaction.
    private static let columns: Statement = """
        SELECT staff_accounts.person_id AS person_id, staff_accounts.role AS role,
            staff_accounts.password_hash AS password_hash, staff_accounts.disabled_at AS disabled_at,
            role_permissions.permissions AS permissions
        FROM staff_accounts LEFT JOIN role_permissions ON role_permissions.role = staff_accounts.role
            AND role_permissions.version = (SELECT MAX(version) FROM role_permissions)
        """

    private func account(_ row: Row) throws -> StaffAccount {
        StaffAccount(
            person: try row.id("person_id"), role: try row.word("role"),
            passwordHash: try row.optionalText("password_hash"), disabledAt: try row.optionalMoment("disabled_at"),
            permissions: try row.optionalText("permissions").map(RolePermissionChanges.read))
    }
}
