import SQL

extension Migration {
    static let outbox = Migration(
        7, "outbox",
        [
            """
            CREATE TABLE outbox (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('notice', 'code', 'renewal', 'staff')),
                address TEXT NOT NULL,
                delivery_id TEXT REFERENCES deliveries (id),
                link_id TEXT REFERENCES file_links (id),
                letter TEXT,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'withheld')),
                attempts BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                next_attempt_at BIGINT NOT NULL,
                give_up_at BIGINT NOT NULL,
                leased_until BIGINT NOT NULL,
                settled_at BIGINT,
                last_reply TEXT
            )
            """,
            "CREATE INDEX outbox_due ON outbox (state, next_attempt_at)",
            "CREATE INDEX outbox_by_delivery ON outbox (delivery_id)",
            """
            CREATE TABLE mail_reports (
                outbox_id TEXT NOT NULL REFERENCES outbox (id),
                action TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (outbox_id, action)
            )
            """,
        ])
}
