package import Domain
package import SQL

/// The codes that were mailed, as digests.
package struct Codes {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a code by its digest; it runs out `life` from now. A withheld one is mailed to nobody. `isKnownPlace` counts at the
    /// portal alone.
    package func insert(
        _ id: ID<Code>, digest: String, reference: String, isWithheld: Bool, for challenge: Challenge,
        isKnownPlace: Bool = false, now: Moment, life: Duration
    ) throws {
        try transaction.run(
            """
            INSERT INTO codes (id, challenge_id, door, address, digest, reference, withheld, known_place, created_at,
                expires_at)
            VALUES (\(id), \(challenge.id), \(challenge.door.text), \(challenge.address.canonical), \(digest),
                \(reference), \(isWithheld), \(isKnownPlace), \(now), \(now + life))
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
        try transaction.change("UPDATE codes SET used_at = \(now) WHERE id = \(id) AND used_at IS NULL") > 0
    }

    /// Forgets codes that opened nothing for long and that no limit looks at any more.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM codes WHERE created_at < \(before)")
    }

    /// What the limits on sending codes look at. Codes that others asked for at other doors keep nobody from asking, and
    /// those withheld there keep no mail back: a stranger who types somebody's address at a door of their own neither
    /// hinders that person nor learns of them.
    package func recent(
        challenge: ID<Challenge>?, session: ID<VisitorSession>?, at door: CodeDoor, address: EmailAddress, now: Moment
    ) throws -> RecentCodes {
        let asked = try lastDay(of: address, now: now)
        let here = asked.filter { $0.door == door }
        return RecentCodes(
            ofChallenge: asked.filter { $0.challenge == challenge?.text }.map(\.at), ofDoorAndAddress: here.map(\.at),
            ofAddress: asked.filter { $0.door == door || $0.session == session?.text }.map(\.at),
            mailed: asked.filter { !$0.isWithheld }.map(\.at))
    }

    /// What the limits on sending codes for the portal look at.
    package func recentAtPortal(
        challenge: ID<Challenge>?, session: ID<VisitorSession>?, address: EmailAddress, isKnownPlace: Bool, now: Moment
    ) throws -> RecentPortalCodes {
        let asked = try lastDay(of: address, now: now)
        let mailed = asked.filter { !$0.isWithheld }
        return RecentPortalCodes(
            ofChallenge: asked.filter { $0.challenge == challenge?.text }.map(\.at),
            ofSession: asked.filter { $0.session == session?.text }.map(\.at), mailed: mailed.map(\.at),
            ofPlace: mailed.filter { $0.door == .portal && $0.isKnownPlace == isKnownPlace }.map(\.at),
            isKnownPlace: isKnownPlace)
    }

    private func lastDay(of address: EmailAddress, now: Moment) throws -> [AskedCode] {
        try transaction.run(
            """
            SELECT codes.challenge_id AS challenge_id, challenges.session_id AS session_id, codes.door AS door,
                codes.withheld AS withheld, codes.known_place AS known_place, codes.created_at AS created_at
            FROM codes JOIN challenges ON challenges.id = codes.challenge_id
            WHERE codes.address = \(address.canonical) AND codes.created_at > \(now - .days(1))
            """
        ).map(AskedCode.init)
    }
}

/// When, where and by whom a code was asked for.
private struct AskedCode {
    let challenge: String
    let session: String
    let door: CodeDoor
    let isWithheld: Bool
    let isKnownPlace: Bool
    let at: Moment

    init(_ row: Row) throws {
        challenge = try row.text("challenge_id")
        session = try row.text("session_id")
        door = try row.door("door")
        isWithheld = try row.flag("withheld")
        isKnownPlace = try row.optionalInteger("known_place") == 1
        at = try row.moment("created_at")
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
