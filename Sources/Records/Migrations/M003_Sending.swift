import SQL

extension Migration {
    static let sending = Migration(
        3, "sending",
        [
            """
            CREATE TABLE sends (
                id TEXT PRIMARY KEY,
                update_id TEXT NOT NULL REFERENCES case_updates (id),
                sender_id TEXT NOT NULL REFERENCES people (id),
                request_key TEXT NOT NULL UNIQUE,
                identity_verification BIGINT NOT NULL,
                associate_other_recipients BIGINT NOT NULL,
                link_lifetime_seconds BIGINT NOT NULL,
                additional_note TEXT,
                created_at BIGINT NOT NULL,
                revoked_at BIGINT
            )
            """,
            "CREATE INDEX sends_by_update ON sends (update_id, created_at)",
            """
            CREATE TABLE deliveries (
                id TEXT PRIMARY KEY,
                send_id TEXT NOT NULL REFERENCES sends (id),
                person_id TEXT NOT NULL REFERENCES people (id),
                address TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                revoked_at BIGINT,
                UNIQUE (send_id, person_id)
            )
            """,
            "CREATE INDEX deliveries_by_person ON deliveries (person_id, created_at)",
            """
            CREATE TABLE file_links (
                id TEXT PRIMARY KEY,
                delivery_id TEXT NOT NULL REFERENCES deliveries (id),
                attachment_id TEXT REFERENCES attachments (id),
                position BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                extended_until BIGINT,
                revoked_at BIGINT,
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX file_links_by_delivery ON file_links (delivery_id, position)",
            "CREATE INDEX file_links_by_end ON file_links ((COALESCE(extended_until, expires_at)))",
            """
            CREATE TABLE link_extensions (
                link_id TEXT NOT NULL REFERENCES file_links (id),
                at BIGINT NOT NULL,
                until BIGINT NOT NULL,
                person_id TEXT NOT NULL REFERENCES people (id)
            )
            """,
            """
            CREATE TABLE renewals (
                id TEXT PRIMARY KEY,
                link_id TEXT NOT NULL REFERENCES file_links (id),
                requested_at BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'granted', 'refused')),
                new_link_id TEXT REFERENCES file_links (id),
                decided_by TEXT REFERENCES people (id),
                decided_at BIGINT
            )
            """,
            "CREATE INDEX renewals_by_link ON renewals (link_id, requested_at)",
            """
            CREATE TABLE stopped_addresses (
                case_id TEXT NOT NULL REFERENCES cases (id),
                address TEXT NOT NULL,
                delivery_id TEXT NOT NULL REFERENCES deliveries (id),
                at BIGINT NOT NULL,
                PRIMARY KEY (case_id, address)
            )
            """,
        ])
}
