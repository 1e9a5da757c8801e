import SQL

extension Migration {
    /// Deliveries that were taken back before their mail left.
    static let takenBack = Migration(
        16, "taken back", ["ALTER TABLE deliveries ADD COLUMN undone_at BIGINT"])
}
