package import Domain
package import SQL

/// Which bytes of a file each holder of a link was served, where they are fetched in parts.
package struct Transfers {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What this holder was served of this file so far; none where nothing was fetched in parts.
    package func coverage(holder: String, link: ID<FileLink>) throws -> Coverage? {
        try past(holder: holder, link: link)?.coverage
    }

    /// Adds `range` to what this holder was served, and what it shows to have arrived of the line that broke before; returns all
    /// of it. Ranges that end at the same time are all kept, under guarded isolation too.
    package func cover(
        _ range: ServedRange, of size: Int64, holder: String, link: ID<FileLink>, now: Moment
    ) throws -> Coverage {
        while true {
            let past = try past(holder: holder, link: link)
            let new = (past ?? ServedBefore()).adding(range, of: size)
            let (covered, lost) = (new.coverage.text, new.inFlight)
            let kept = try transaction.change(
                past == nil
                    ? """
                    INSERT INTO transfers (
                        holder, link_id, covered, in_flight_from, in_flight_to, heard_at, started_at
                    ) VALUES (
                        \(holder), \(link), \(covered), \(lost?.bytes.lowerBound), \(lost?.bytes.upperBound),
                        \(lost?.heard), \(now)
                    ) ON CONFLICT (holder, link_id) DO NOTHING
                    """
                    : """
                    UPDATE transfers
                    SET covered = \(covered), in_flight_from = \(lost?.bytes.lowerBound),
                        in_flight_to = \(lost?.bytes.upperBound), heard_at = \(lost?.heard)
                    WHERE holder = \(holder) AND link_id = \(link) AND covered = \(past?.coverage.text)
                    """)
            if kept > 0 { return new.coverage }
        }
    }

    private func past(holder: String, link: ID<FileLink>) throws -> ServedBefore? {
        let rows = try transaction.run(
            """
            SELECT covered, in_flight_from, in_flight_to, heard_at FROM transfers
            WHERE holder = \(holder) AND link_id = \(link)
            """)
        return try rows.first.map { row in
            let covered = try row.text("covered")
            let coverage = try row.stored("covered") { try Coverage(reading: covered) }
            return ServedBefore(coverage: coverage, inFlight: try row.inFlight())
        }
    }
}

private struct ServedBefore {
    var coverage = Coverage()
    var inFlight: InFlight?

    func adding(_ range: ServedRange, of size: Int64) -> ServedBefore {
        var new = self
        if let shown = inFlight?.shown(by: range, size: size) {
            new.coverage.insert(shown)
            new.inFlight = nil
        }
        new.coverage.insert(range.arrived)
        if let lost = range.inFlight { new.inFlight = lost }
        return new
    }
}

extension Row {
    fileprivate func inFlight() throws -> InFlight? {
        guard let from = try optionalInteger("in_flight_from"), let to = try optionalInteger("in_flight_to"),
            let heard = try optionalMoment("heard_at"), from < to
        else { return nil }
        return InFlight(from..<to, heard: heard)
    }
}
