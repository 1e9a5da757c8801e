package import Domain
package import SQL

/// The mailed links to accounts and into the portal; only their digests are stored.
package struct AccountLinks {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a link under the digest of its secret.
    package func insert(_ link: AccountLink, digest: String) throws {
        try transaction.run(
            """
            INSERT INTO account_links (id, digest, person_id, purpose, created_at, expires_at)
            VALUES (\(link.id), \(digest), \(link.person), \(link.purpose.rawValue), \(link.createdAt),
                \(link.expiresAt))
            """)
    }

    /// The link of this purpose behind a secret; it may be over.
    package func find(digest: String, _ purpose: AccountLinkPurpose) throws -> AccountLink? {
        try transaction.run("\(Self.columns) WHERE digest = \(digest) AND purpose = \(purpose.rawValue)").first.map(
            link)
    }

    /// The link of this purpose that each of these people had last.
    package func latest(_ purpose: AccountLinkPurpose, of people: [ID<Person>]) throws -> [ID<Person>: AccountLink] {
        var latest: [ID<Person>: AccountLink] = [:]
        for part in people.inParts {
            let rows = try transaction.run(
                """
                \(Self.columns) WHERE purpose = \(purpose.rawValue) AND person_id IN \(Array(part))
                ORDER BY created_at, CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 0 END, id
                """)
            for link in try rows.map(link) { latest[link.person] = link }
        }
        return latest
    }

    /// The invitation that each of these people had last.
    package func invitations(of people: [ID<Person>]) throws -> [ID<Person>: AccountLink] {
        try latest(.invitation, of: people)
    }

    /// Uses the link up. False for one that is over, used or withdrawn.
    package func use(_ id: ID<AccountLink>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE account_links SET used_at = \(now)
            WHERE id = \(id) AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > \(now)
            """
        ) > 0
    }

    /// Takes the person's unused links of this purpose back; false where there is none.
    @discardableResult
    package func withdraw(_ purpose: AccountLinkPurpose, of person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE account_links SET withdrawn_at = \(now)
            WHERE person_id = \(person) AND purpose = \(purpose.rawValue) AND used_at IS NULL AND withdrawn_at IS NULL
            """
        ) > 0
    }

    /// Forgets links to accounts that ran out before; invitations are kept, they say how an account came about.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM account_links WHERE purpose <> 'invitation' AND expires_at < \(before)")
    }

    private static let columns: Statement = """
        SELECT id, person_id, purpose, created_at, expires_at, used_at, withdrawn_at FROM account_links
        """

    private func link(_ row: Row) throws -> AccountLink {
        AccountLink(
            id: try row.id("id"), person: try row.id("person_id"), purpose: try row.word("purpose"),
            createdAt: try row.moment("created_at"), expiresAt: try row.moment("expires_at"),
            usedAt: try row.optionalMoment("used_at"), withdrawnAt: try row.optionalMoment("withdrawn_at"))
    }
}
