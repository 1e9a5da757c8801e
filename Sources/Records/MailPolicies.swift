package import Domain
package import SQL

/// What mails of case updates may hold, with every change of it.
package struct MailPolicies {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What holds now; secure where nobody ever changed it.
    package func current() throws -> MailPolicy { try latest()?.policy ?? .secure }

    /// The change that holds, if there was one.
    package func latest() throws -> MailPolicyChange? { try all(most: 1).first }

    /// The changes, the latest first.
    package func all(most: Int) throws -> [MailPolicyChange] {
        try transaction.run(
            "SELECT version, policy, changed_by, changed_at FROM mail_policies ORDER BY version DESC LIMIT \(most)"
        ).map { row in
            MailPolicyChange(
                version: try row.integer("version"), policy: try row.word("policy"), by: try row.id("changed_by"),
                at: try row.moment("changed_at"))
        }
    }

    /// False where there is a change of this version already.
    package func insert(_ change: MailPolicyChange) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO mail_policies (version, policy, changed_by, changed_at)
            VALUES (\(change.version), \(change.policy.rawValue), \(change.by), \(change.at))
            ON CONFLICT (version) DO NOTHING
            """
        ) > 0
    }
}
