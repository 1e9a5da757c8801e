package import Domain
package import SQL

/// Which account at a sign-in service signs in to which account here.
package struct ProviderAccounts {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Links the two. Nobody has two accounts at one service.
    package func insert(_ account: ProviderAccount) throws {
        try transaction.run(
            """
            INSERT INTO provider_accounts (issuer, subject, person_id, linked_at)
            VALUES (\(account.issuer), \(account.subject), \(account.person), \(account.linkedAt))
            """)
    }

    /// The one of this subject.
    package func find(_ subject: ProviderSubject) throws -> ProviderAccount? {
        try transaction.run(
            "\(Self.columns) WHERE issuer = \(subject.issuer) AND subject = \(subject.subject)"
        ).first.map(account)
    }

    /// The one of this person.
    package func find(_ person: ID<Person>, issuer: String) throws -> ProviderAccount? {
        try transaction.run("\(Self.columns) WHERE person_id = \(person) AND issuer = \(issuer)").first.map(account)
    }

    /// Whether this person has one, at whatever service.
    package func anyExists(of person: ID<Person>) throws -> Bool {
        try !transaction.run("SELECT subject FROM provider_accounts WHERE person_id = \(person) LIMIT 1").isEmpty
    }

    /// Takes the link of this person away; false where there is none.
    package func remove(_ person: ID<Person>, issuer: String) throws -> Bool {
        try transaction.change("DELETE FROM provider_accounts WHERE person_id = \(person) AND issuer = \(issuer)") > 0
    }

    private static let columns: Statement = "SELECT issuer, subject, person_id, linked_at FROM provider_accounts"

    private func account(_ row: Row) throws -> ProviderAccount {
        ProviderAccount(
            issuer: try row.text("issuer"), subject: try row.text("subject"), person: try row.id("person_id"),
            linkedAt: try row.moment("linked_at"))
    }
}
