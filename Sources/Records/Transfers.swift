package import Domain
package import SQL

/// Which bytes of a file each holder of a link was served, over all range requests.
package struct Transfers {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// True when this holder fetches this file for the first time: one *download started* per grant and file.
    package func start(holder: String, link: ID<FileLink>, now: Moment) throws -> Bool {
        try !transaction.run(
            """
            INSERT INTO transfers (holder, link_id, covered, started_at) VALUES (\(holder), \(link), '', \(now))
            ON CONFLICT (holder, link_id) DO NOTHING
            RETURNING link_id
            """
        ).isEmpty
    }

    /// What this holder was served of this file so far.
    package func find(holder: String, link: ID<FileLink>) throws -> Transfer? {
        try transaction.run(
            "SELECT covered, completed_at FROM transfers WHERE holder = \(holder) AND link_id = \(link)"
        ).first.map { row in
            let covered = try row.text("covered")
            return Transfer(
                coverage: try row.stored("covered") { try Coverage(reading: covered) },
                completedAt: try row.optionalMoment("completed_at"))
        }
    }

    /// Adds `range` to what this holder was served and returns all of it; none once the transfer is complete, or where there
    /// is none. Ranges that end at the same time are all kept, under guarded isolation too.
    package func cover(_ range: Range<Int64>, holder: String, link: ID<FileLink>) throws -> Coverage? {
        while let past = try find(holder: holder, link: link), past.completedAt == nil {
            var coverage = past.coverage
            coverage.insert(range)
            let kept = try transaction.run(
                """
                UPDATE transfers SET covered = \(coverage.text)
                WHERE holder = \(holder) AND link_id = \(link) AND covered = \(past.coverage.text)
                    AND completed_at IS NULL
                RETURNING link_id
                """)
            if !kept.isEmpty { return coverage }
        }
        return nil
    }

    /// True for exactly one caller: one *download completed* per grant and file.
    package func complete(holder: String, link: ID<FileLink>, now: Moment) throws -> Bool {
        try !transaction.run(
            """
            UPDATE transfers SET completed_at = \(now)
            WHERE holder = \(holder) AND link_id = \(link) AND completed_at IS NULL
            RETURNING link_id
            """
        ).isEmpty
    }
}

/// How far one holder's fetching of one file has come.
package struct Transfer: Sendable {
    package let coverage: Coverage
    package let completedAt: Moment?
}
