import SQL

extension Migration {
    static let interface = Migration(
        8, "interface",
        [
            """
            CREATE TABLE api_tokens (
                id TEXT PRIMARY KEY,
                digest TEXT NOT NULL UNIQUE,
                person_id TEXT NOT NULL REFERENCES people (id),
                name TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                last_used_at BIGINT,
                revoked_at BIGINT
            )
            """,
            "CREATE INDEX api_tokens_by_person ON api_tokens (person_id, created_at)",
            """
            CREATE TABLE named_requests (
                person_id TEXT NOT NULL REFERENCES people (id),
                request_key TEXT NOT NULL,
                digest TEXT NOT NULL,
                made TEXT NOT NULL,
                at BIGINT NOT NULL,
                answer TEXT,
                PRIMARY KEY (person_id, request_key)
            )
            """,
            "CREATE INDEX named_requests_by_time ON named_requests (at)",
        ])
}
