import SQL

extension Migration {
    /// Signing in at a sign-in service of the organisation's own.
    static let signInProvider = Migration(
        24, "sign-in provider",
        [
            """
            CREATE TABLE provider_accounts (
                issuer TEXT NOT NULL,
                subject TEXT NOT NULL,
                person_id TEXT NOT NULL REFERENCES people (id),
                linked_at BIGINT NOT NULL,
                PRIMARY KEY (issuer, subject)
            )
            """,
            "CREATE UNIQUE INDEX provider_accounts_of_person ON provider_accounts (person_id, issuer)",
            """
            CREATE TABLE provider_visits (
                id TEXT PRIMARY KEY,
                token_digest TEXT NOT NULL UNIQUE,
                session_id TEXT REFERENCES staff_sessions (id),
                kept TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                ended_at BIGINT
            )
            """,
            "CREATE INDEX provider_visits_by_time ON provider_visits (created_at)",
            """
            ALTER TABLE staff_sessions ADD COLUMN way TEXT NOT NULL DEFAULT 'password'
                CHECK (way IN ('password', 'provider'))
            """,
            """
            ALTER TABLE pending_sign_ins ADD COLUMN way TEXT NOT NULL DEFAULT 'password'
                CHECK (way IN ('password', 'provider'))
            """,
        ])
}
