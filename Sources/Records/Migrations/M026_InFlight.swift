import SQL

extension Migration {
    /// What was on its way to the holder of a link when the last line to it broke.
    static let inFlight = Migration(
        26, "in flight",
        [
            "ALTER TABLE transfers ADD COLUMN in_flight_from BIGINT",
            "ALTER TABLE transfers ADD COLUMN in_flight_to BIGINT",
            "ALTER TABLE transfers ADD COLUMN heard_at BIGINT",
        ])
}
