package import Domain
package import SQL

/// Letters waiting to leave, written in the same transaction as their cause.
package struct Outbox {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// `letter` is sealed; a withheld one is never sent: it stands in for the code nobody gets (IV-09). None leaves before it
    /// is due, where that is said.
    package func insert(_ letter: QueuedLetter, withheld: Bool = false, due: Moment? = nil, now: Moment) throws {
        try transaction.run(
            """
            INSERT INTO outbox (id, kind, address, delivery_id, link_id, letter, state, attempts, created_at,
                next_attempt_at, give_up_at, leased_until)
            VALUES (\(letter.id), \(letter.kind.rawValue), \(letter.address.spelling), \(letter.delivery),
                \(letter.link), \(letter.sealed), \(withheld ? "withheld" : "waiting"), 0, \(now), \(due ?? now),
                \(letter.giveUpAt), 0)
            """)
        if !withheld { transaction.announce(Announcement(topic: "outbox", subject: "")) }
    }

    /// Takes up to `most` letters that are due, codes first since somebody waits for them, for this worker alone until `lease` is
    /// over; at most `withFiles` of them with files in them.
    package func take(most: Int, withFiles: Int, lease: Duration, now: Moment) throws -> [TakenLetter] {
        let enclosing: Statement = "EXISTS (SELECT 1 FROM enclosed_files WHERE enclosed_files.outbox_id = outbox.id)"
        let heavy = try take("AND \(enclosing)", most: min(most, withFiles), hasFiles: true, lease: lease, now: now)
        return try heavy
            + take("AND NOT \(enclosing)", most: most - heavy.count, hasFiles: false, lease: lease, now: now)
    }

    private func take(
        _ condition: Statement, most: Int, hasFiles: Bool, lease: Duration, now: Moment
    ) throws -> [TakenLetter] {
        guard most > 0 else { return [] }
        let due = try transaction.run(
            """
            SELECT id FROM outbox WHERE state = 'waiting' AND next_attempt_at <= \(now) AND leased_until <= \(now)
                \(condition)
            ORDER BY CASE kind WHEN 'code' THEN 0 ELSE 1 END, next_attempt_at LIMIT \(most)
            """)
        return try due.compactMap { row in
            let id: ID<QueuedLetter> = try row.id("id")
            return try transaction.run(
                """
                UPDATE outbox SET leased_until = \(now + lease), attempts = attempts + 1
                WHERE id = \(id) AND state = 'waiting' AND leased_until <= \(now)
                RETURNING id, kind, address, delivery_id, link_id, letter, attempts, give_up_at, last_reply
                """
            ).first.map { try taken($0, hasFiles: hasFiles) }
        }
    }

    /// When the next letter can be taken, if any waits; one that is leased, when its lease is over.
    package func nextDue() throws -> Moment? {
        try transaction.run(
            """
            SELECT MIN(CASE WHEN leased_until > next_attempt_at THEN leased_until ELSE next_attempt_at END) AS at
            FROM outbox WHERE state = 'waiting'
            """
        ).first?.optionalMoment("at")
    }

    /// Ends the letter's way: its text is erased at once. False if another worker settled it before.
    package func settle(_ id: ID<QueuedLetter>, sent: Bool, reply: String, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE outbox SET state = \(sent ? "sent" : "failed"), letter = NULL, settled_at = \(now),
                last_reply = \(reply), leased_until = 0
            WHERE id = \(id) AND state = 'waiting'
            """
        ) > 0
    }

    /// Gives the letter back, to be tried again from `until` on. Does nothing once another worker has taken it for a later
    /// attempt than `attempt`.
    package func postpone(_ id: ID<QueuedLetter>, attempt: Int64, until: Moment, reply: String) throws {
        try transaction.run(
            """
            UPDATE outbox SET next_attempt_at = \(until), leased_until = 0, last_reply = \(reply)
            WHERE id = \(id) AND state = 'waiting' AND attempts = \(attempt)
            """)
    }

    /// The letter's address and delivery, for matching a report to it.
    package func find(_ id: ID<QueuedLetter>) throws -> SentLetter? {
        try transaction.run("SELECT kind, address, delivery_id, link_id FROM outbox WHERE id = \(id)").first.map {
            row in
            SentLetter(
                kind: try row.word("kind"), address: try row.address("address"),
                delivery: try row.optionalID("delivery_id"), link: try row.optionalID("link_id"))
        }
    }

    /// True for the first report of this action; repeats and late copies change nothing.
    package func noteReport(_ id: ID<QueuedLetter>, action: String, now: Moment) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO mail_reports (outbox_id, action, at) VALUES (\(id), \(action), \(now))
            ON CONFLICT (outbox_id, action) DO NOTHING
            """
        ) > 0
    }

    /// Letters of the case to this address that were not settled; what a stopped address no longer gets.
    package func withhold(to address: EmailAddress, caseFile: ID<CaseFile>) throws {
        let waiting = try transaction.run(
            """
            SELECT outbox.id AS id, outbox.address AS address
            FROM outbox JOIN deliveries ON deliveries.id = outbox.delivery_id
                JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            WHERE outbox.state = 'waiting' AND case_updates.case_id = \(caseFile)
            """)
        let ids: [ID<QueuedLetter>] = try waiting.filter { try $0.address("address") == address }.map {
            try $0.id("id")
        }
        guard !ids.isEmpty else { return }
        try transaction.run(
            "UPDATE outbox SET state = 'withheld', letter = NULL WHERE id IN \(ids) AND state = 'waiting'")
    }

    /// Letters of a delivery that wait and that no worker has in hand: its links were revoked, so nobody is mailed them. False
    /// where there is none.
    @discardableResult
    package func withhold(_ delivery: ID<Delivery>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE outbox SET state = 'withheld', letter = NULL
            WHERE delivery_id = \(delivery) AND state = 'waiting' AND leased_until <= \(now)
            """
        ) > 0
    }

    /// Whether a letter of this delivery was ever in a worker's hand, who may have sent it.
    package func mayHaveLeft(_ delivery: ID<Delivery>) throws -> Bool {
        try !transaction.run("SELECT id FROM outbox WHERE delivery_id = \(delivery) AND attempts > 0 LIMIT 1").isEmpty
    }

    /// When the notices of a send leave that still wait for their time; nil where none does.
    package func leave(of send: ID<Send>, now: Moment) throws -> Moment? {
        try transaction.run(
            """
            SELECT MAX(outbox.next_attempt_at) AS at
            FROM outbox JOIN deliveries ON deliveries.id = outbox.delivery_id
            WHERE deliveries.send_id = \(send) AND outbox.state = 'waiting' AND outbox.attempts = 0
                AND outbox.next_attempt_at > \(now)
            """
        ).first?.optionalMoment("at")
    }

    /// Whether the notice of a delivery still waits for its time, so that its send can be taken back.
    package func waits(_ delivery: ID<Delivery>, now: Moment) throws -> Bool {
        try !transaction.run(
            """
            SELECT id FROM outbox
            WHERE delivery_id = \(delivery) AND state = 'waiting' AND attempts = 0 AND next_attempt_at > \(now) LIMIT 1
            """
        ).isEmpty
    }

    /// Erases what withheld letters would have said once nobody could tell any more.
    package func eraseWithheld(before: Moment) throws {
        try transaction.run(
            "UPDATE outbox SET letter = NULL WHERE state = 'withheld' AND created_at < \(before) AND letter IS NOT NULL"
        )
    }

    /// Forgets codes that were withheld, and what somebody unknown to us asked for.
    package func forgetWithheld(before: Moment) throws {
        try transaction.run(
            """
            DELETE FROM outbox WHERE state = 'withheld' AND created_at < \(before)
                AND (kind = 'code' OR kind = 'staff' AND delivery_id IS NULL)
                AND NOT EXISTS (SELECT outbox_id FROM mail_reports WHERE mail_reports.outbox_id = outbox.id)
            """)
    }

    private func taken(_ row: Row, hasFiles: Bool) throws -> TakenLetter {
        TakenLetter(
            id: try row.id("id"), kind: try row.word("kind"), address: try row.address("address"),
            delivery: try row.optionalID("delivery_id"), link: try row.optionalID("link_id"),
            sealed: try row.optionalText("letter") ?? "", attempts: try row.integer("attempts"),
            giveUpAt: try row.moment("give_up_at"), wasPostponed: try row.optionalText("last_reply") != nil,
            hasFiles: hasFiles)
    }
}
