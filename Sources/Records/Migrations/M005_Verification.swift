import SQL

extension Migration {
    static let verification = Migration(
        5, "verification",
        [
            """
            CREATE TABLE visitor_sessions (
                id TEXT PRIMARY KEY,
                token_digest TEXT NOT NULL UNIQUE,
                created_at BIGINT NOT NULL,
                last_seen_at BIGINT NOT NULL,
                closing_at BIGINT,
                ended_at BIGINT
            )
            """,
            """
            CREATE TABLE challenges (
                id TEXT PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES visitor_sessions (id),
                link_id TEXT NOT NULL REFERENCES file_links (id),
                address TEXT NOT NULL,
                spelling TEXT NOT NULL,
                person_id TEXT REFERENCES people (id),
                attempts BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                redeemed_at BIGINT
            )
            """,
            "CREATE INDEX challenges_by_session ON challenges (session_id, link_id, created_at)",
            """
            CREATE TABLE codes (
                id TEXT PRIMARY KEY,
                challenge_id TEXT NOT NULL REFERENCES challenges (id),
                link_id TEXT NOT NULL,
                address TEXT NOT NULL,
                digest TEXT NOT NULL,
                reference TEXT NOT NULL,
                withheld BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT
            )
            """,
            "CREATE INDEX codes_by_challenge ON codes (challenge_id, created_at)",
            "CREATE INDEX codes_by_address ON codes (address, created_at)",
            """
            CREATE TABLE grants (
                id TEXT PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES visitor_sessions (id),
                person_id TEXT NOT NULL REFERENCES people (id),
                address TEXT NOT NULL,
                spelling TEXT NOT NULL,
                challenge_id TEXT NOT NULL UNIQUE REFERENCES challenges (id),
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX grants_by_session ON grants (session_id)",
            """
            CREATE TABLE code_failures (
                link_id TEXT NOT NULL,
                address TEXT NOT NULL,
                in_a_row BIGINT NOT NULL,
                suspended_at BIGINT,
                PRIMARY KEY (link_id, address)
            )
            """,
            """
            CREATE TABLE wrong_codes (
                address TEXT NOT NULL,
                withheld BIGINT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX wrong_codes_by_address ON wrong_codes (address, at)",
            "CREATE INDEX wrong_codes_by_time ON wrong_codes (at)",
        ])
}
