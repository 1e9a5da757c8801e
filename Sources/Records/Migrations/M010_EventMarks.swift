import SQL

extension Migration {
    /// What is counted once is told by the event itself. The rows of `transfers` are kept for what is fetched in parts.
    static let eventMarks = Migration(
        10, "event marks",
        [
            "ALTER TABLE delivery_events ADD COLUMN mark TEXT",
            "CREATE UNIQUE INDEX delivery_events_by_mark ON delivery_events (mark) WHERE mark IS NOT NULL",
        ])
}
