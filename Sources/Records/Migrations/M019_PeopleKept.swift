import SQL

extension Migration {
    /// People who are archived instead of erased, addresses that several people read, and files that are imported.
    static let peopleKept = Migration(
        19, "people kept",
        [
            "ALTER TABLE people ADD COLUMN archived_at BIGINT",
            "ALTER TABLE people ADD COLUMN archived_by TEXT REFERENCES people (id)",
            """
            CREATE TABLE shared_addresses (
                canonical TEXT NOT NULL,
                marked_by TEXT NOT NULL REFERENCES people (id),
                marked_at BIGINT NOT NULL,
                ended_by TEXT REFERENCES people (id),
                ended_at BIGINT
            )
            """,
            "CREATE UNIQUE INDEX shared_addresses_now ON shared_addresses (canonical) WHERE ended_at IS NULL",
            """
            CREATE TABLE skipped_recipients_with_archived (
                send_id TEXT NOT NULL REFERENCES sends (id),
                position BIGINT NOT NULL,
                person_id TEXT NOT NULL REFERENCES people (id),
                reason TEXT NOT NULL CHECK (reason IN (
                    'unknown', 'archived', 'not assigned', 'no address', 'not in audience', 'stopped',
                    'account closed')),
                PRIMARY KEY (send_id, position)
            )
            """,
            """
            INSERT INTO skipped_recipients_with_archived (send_id, position, person_id, reason)
            SELECT send_id, position, person_id, reason FROM skipped_recipients
            """,
            "DROP TABLE skipped_recipients",
            "ALTER TABLE skipped_recipients_with_archived RENAME TO skipped_recipients",
            """
            CREATE TABLE imports (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('contacts', 'cases')),
                content TEXT NOT NULL,
                created_by TEXT NOT NULL REFERENCES people (id),
                created_at BIGINT NOT NULL,
                ended_at BIGINT,
                added BIGINT,
                changed BIGINT
            )
            """,
            "CREATE INDEX imports_by_age ON imports (created_at)",
        ])
}
