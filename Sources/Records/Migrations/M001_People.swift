import SQL

extension Migration {
    static let people = Migration(
        1, "people",
        [
            """
            CREATE TABLE people (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('staff', 'contact', 'prospect')),
                name TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE person_addresses (
                person_id TEXT NOT NULL REFERENCES people (id),
                canonical TEXT NOT NULL,
                spelling TEXT NOT NULL,
                position BIGINT NOT NULL,
                PRIMARY KEY (person_id, canonical)
            )
            """,
            "CREATE INDEX person_addresses_by_address ON person_addresses (canonical)",
            """
            CREATE TABLE staff_accounts (
                person_id TEXT PRIMARY KEY REFERENCES people (id),
                address TEXT NOT NULL UNIQUE,
                role TEXT NOT NULL CHECK (role IN
                    ('administrator', 'owner', 'manager', 'investigator', 'staff', 'auditor')),
                password_hash TEXT,
                disabled_at BIGINT,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE staff_sessions (
                id TEXT PRIMARY KEY,
                token_digest TEXT NOT NULL UNIQUE,
                person_id TEXT NOT NULL REFERENCES people (id),
                created_at BIGINT NOT NULL,
                last_seen_at BIGINT NOT NULL,
                ended_at BIGINT,
                client_address TEXT NOT NULL,
                user_agent TEXT NOT NULL
            )
            """,
            "CREATE INDEX staff_sessions_by_person ON staff_sessions (person_id, created_at)",
            """
            CREATE TABLE sign_in_failures (
                subject TEXT PRIMARY KEY,
                in_a_row BIGINT NOT NULL,
                last_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE setup_tokens (
                digest TEXT PRIMARY KEY,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT
            )
            """,
        ])
}
