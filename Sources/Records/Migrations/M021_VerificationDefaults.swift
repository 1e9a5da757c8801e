import SQL

extension Migration {
    /// Whether a case, and an access group, ask that recipients type a mailed code unless the sender says otherwise.
    static let verificationDefaults = Migration(
        21, "verification defaults",
        [
            "ALTER TABLE cases ADD COLUMN asks_for_code BIGINT NOT NULL DEFAULT 0 CHECK (asks_for_code IN (0, 1))",
            """
            ALTER TABLE access_groups ADD COLUMN asks_for_code BIGINT NOT NULL DEFAULT 0
                CHECK (asks_for_code IN (0, 1))
            """,
        ])
}
