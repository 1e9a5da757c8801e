import SQL

extension Migration {
    /// Access of contacts to the portal. Codes are asked for at doors from now on: links, and the portal's sign-in.
    static let portal = Migration(
        18, "portal",
        [
            """
            CREATE TABLE portal_accesses (
                id TEXT PRIMARY KEY,
                person_id TEXT NOT NULL REFERENCES people (id),
                address TEXT NOT NULL,
                spelling TEXT NOT NULL,
                switched_on_at BIGINT NOT NULL,
                switched_on_by TEXT NOT NULL REFERENCES people (id),
                letter_id TEXT REFERENCES outbox (id),
                activated_at BIGINT,
                activated_from TEXT,
                switched_off_at BIGINT,
                switched_off_by TEXT REFERENCES people (id)
            )
            """,
            "CREATE INDEX portal_accesses_by_person ON portal_accesses (person_id, switched_on_at)",
            """
            CREATE UNIQUE INDEX portal_accesses_of_person ON portal_accesses (person_id)
                WHERE switched_off_at IS NULL
            """,
            "CREATE UNIQUE INDEX portal_accesses_of_address ON portal_accesses (address) WHERE switched_off_at IS NULL",
            """
            CREATE TABLE portal_sessions (
                id TEXT PRIMARY KEY,
                token_digest TEXT NOT NULL UNIQUE,
                access_id TEXT NOT NULL REFERENCES portal_accesses (id),
                challenge_id TEXT NOT NULL UNIQUE REFERENCES challenges (id),
                created_at BIGINT NOT NULL,
                last_seen_at BIGINT NOT NULL,
                ended_at BIGINT,
                client_address TEXT NOT NULL,
                user_agent TEXT NOT NULL
            )
            """,
            "CREATE INDEX portal_sessions_by_access ON portal_sessions (access_id, created_at)",
            "ALTER TABLE challenges ADD COLUMN door TEXT",
            "UPDATE challenges SET door = link_id",
            "DROP INDEX challenges_by_session",
            "ALTER TABLE challenges DROP COLUMN link_id",
            "CREATE INDEX challenges_by_session ON challenges (session_id, door, created_at)",
            "ALTER TABLE codes RENAME COLUMN link_id TO door",
            "ALTER TABLE codes ADD COLUMN known_place BIGINT",
            """
            ALTER TABLE wrong_codes ADD COLUMN place TEXT NOT NULL DEFAULT 'link'
                CHECK (place IN ('link', 'portal', 'known place'))
            """,
            "DROP INDEX account_links_by_person",
            "ALTER TABLE account_links RENAME COLUMN purpose TO earlier_purpose",
            """
            ALTER TABLE account_links ADD COLUMN purpose TEXT NOT NULL DEFAULT 'invitation'
                CHECK (purpose IN ('invitation', 'password reset', 'unlocking', 'portal'))
            """,
            "UPDATE account_links SET purpose = earlier_purpose",
            "ALTER TABLE account_links DROP COLUMN earlier_purpose",
            "CREATE INDEX account_links_by_person ON account_links (person_id, purpose, created_at)",
        ])
}
