package import Domain
package import SQL

/// Which bytes of a file each holder of a link was served, where they are fetched in parts.
package struct Transfers {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What this holder was served of this file so far; none where nothing was fetched in parts.
    package func coverage(holder: String, link: ID<FileLink>) throws -> Coverage? {
        let rows = try transaction.run(
            "SELECT covered FROM transfers WHERE holder = \(holder) AND link_id = \(link)")
        return try rows.first.map { row in
            let covered = try row.text("covered")
            return try row.stored("covered") { try Coverage(reading: covered) }
        }
    }

    /// Adds `range` to what this holder was served and returns all of it. Ranges that end at the same time are all kept, under
    /// guarded isolation too.
    package func cover(_ range: Range<Int64>, holder: String, link: ID<FileLink>, now: Moment) throws -> Coverage {
        while true {
            let past = try coverage(holder: holder, link: link)
            var coverage = past ?? Coverage()
            coverage.insert(range)
            let kept = try transaction.change(
                past == nil
                    ? """
                    INSERT INTO transfers (holder, link_id, covered, started_at)
                    VALUES (\(holder), \(link), \(coverage.text), \(now))
                    ON CONFLICT (holder, link_id) DO NOTHING
                    """
                    : """
                    UPDATE transfers SET covered = \(coverage.text)
                    WHERE holder = \(holder) AND link_id = \(link) AND covered = \(past?.text)
                    """)
            if kept > 0 { return coverage }
        }
    }
}
