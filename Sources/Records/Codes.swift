package import Domain
package import SQL

/// The codes that were mailed, as digests.
package struct Codes {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a code by its digest; it runs out `life` from now. A withheld one is mailed to nobody.
    package func insert(
        _ id: ID<Code>, digest: String, reference: String, isWithheld: Bool, for challenge: Challenge, now: Moment,
        life: Duration
    ) throws {
        try transaction.run(
            """
            INSERT INTO codes (id, challenge_id, link_id, address, digest, reference, withheld, created_at, expires_at)
            VALUES (\(id), \(challenge.id), \(challenge.link), \(challenge.address.canonical), \(digest), \(reference), \(isWithheld), \(now),
                \(now + life))
            """)
    }

    /// The newest `most` codes of the challenge, newest first.
    package func latest(of challenge: ID<Challenge>, most: Int) throws -> [MailedCode] {
        try transaction.run(
            """
            SELECT id, digest, reference, created_at, expires_at, used_at FROM codes WHERE challenge_id = \(challenge)
            ORDER BY created_at DESC, id DESC LIMIT \(most)
            """
        ).map { row in
            MailedCode(
                id: try row.id("id"), digest: try row.text("digest"), reference: try row.text("reference"),
                createdAt: try row.moment("created_at"),
                expiresAt: try row.moment("expires_at"), usedAt: try row.optionalMoment("used_at"))
        }
    }

    /// True for exactly one caller.
    package func use(_ id: ID<Code>, now: Moment) throws -> Bool {
        try !transaction.run("UPDATE codes SET used_at = \(now) WHERE id = \(id) AND used_at IS NULL RETURNING id")
            .isEmpty
    }

    /// What the limits on sending codes look at. Codes withheld on other links do not count: a stranger who types
    /// somebody's address on a link of their own cannot keep that person's codes from being sent.
    package func recent(
        challenge: ID<Challenge>?, link: ID<FileLink>, address: EmailAddress, now: Moment
    ) throws -> RecentCodes {
        let rows = try transaction.run(
            """
            SELECT challenge_id, link_id, withheld, created_at FROM codes
            WHERE address = \(address.canonical) AND created_at > \(now - .days(1))
            """)
        let sent: [(challenge: String, link: String, isWithheld: Bool, at: Moment)] = try rows.map {
            (
                try $0.text("challenge_id"), try $0.text("link_id"), try $0.flag("withheld"),
                try $0.moment("created_at")
            )
        }
        return RecentCodes(
            ofChallenge: sent.filter { $0.challenge == challenge?.text }.map(\.at),
            ofLinkAndAddress: sent.filter { $0.link == link.text }.map(\.at),
            ofAddress: sent.filter { !$0.isWithheld || $0.link == link.text }.map(\.at))
    }
}

/// A code as it is kept: enough to recognise it, not to tell it.
package struct MailedCode: Sendable {
    package let id: ID<Code>
    package let digest: String
    /// Three characters that page and mail both show, to tell one code mail from another.
    package let reference: String
    package let createdAt: Moment
    package let expiresAt: Moment
    package let usedAt: Moment?
}

/// Names one mailed code; a tag for `ID`, never an instance.
package enum Code {}
