import SQL

extension Migration {
    static let accounts = Migration(
        15, "accounts",
        [
            """
            CREATE TABLE account_links (
                id TEXT PRIMARY KEY,
                digest TEXT NOT NULL UNIQUE,
                person_id TEXT NOT NULL REFERENCES people (id),
                purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'password reset', 'unlocking')),
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT,
                withdrawn_at BIGINT
            )
            """,
            "CREATE INDEX account_links_by_person ON account_links (person_id, purpose, created_at)",
            """
            CREATE TABLE reset_requests (
                address TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX reset_requests_by_address ON reset_requests (address, at)",
            "CREATE INDEX reset_requests_by_time ON reset_requests (at)",
            """
            CREATE TABLE second_factors (
                person_id TEXT PRIMARY KEY REFERENCES people (id),
                id TEXT NOT NULL UNIQUE,
                sealed TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                confirmed_at BIGINT,
                last_step BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE recovery_codes (
                person_id TEXT NOT NULL REFERENCES people (id),
                digest TEXT NOT NULL,
                used_at BIGINT,
                PRIMARY KEY (person_id, digest)
            )
            """,
            """
            CREATE TABLE pending_sign_ins (
                id TEXT PRIMARY KEY,
                token_digest TEXT NOT NULL UNIQUE,
                person_id TEXT NOT NULL REFERENCES people (id),
                created_at BIGINT NOT NULL,
                ended_at BIGINT
            )
            """,
            "CREATE INDEX pending_sign_ins_by_time ON pending_sign_ins (created_at)",
            "CREATE INDEX pending_sign_ins_by_person ON pending_sign_ins (person_id)",
            "ALTER TABLE staff_sessions ADD COLUMN proven_at BIGINT",
            """
            CREATE TABLE address_changes (
                id TEXT PRIMARY KEY,
                person_id TEXT NOT NULL REFERENCES people (id),
                address TEXT NOT NULL,
                place TEXT NOT NULL CHECK (place IN ('primary', 'alias')),
                code_digest TEXT NOT NULL,
                reference TEXT NOT NULL,
                attempts BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                ended_at BIGINT
            )
            """,
            "CREATE INDEX address_changes_by_person ON address_changes (person_id, created_at)",
        ])
}
