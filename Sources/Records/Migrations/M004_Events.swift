import SQL

extension Migration {
    static let events = Migration(
        4, "delivery events",
        [
            """
            CREATE TABLE delivery_events (
                delivery_id TEXT NOT NULL REFERENCES deliveries (id),
                position BIGINT NOT NULL,
                link_id TEXT REFERENCES file_links (id),
                kind TEXT NOT NULL CHECK (kind IN (
                    'queued', 'sent', 'delivered', 'delayed', 'failed', 'resent', 'link visited', 'code sent',
                    'code wrong', 'mailbox verified', 'viewed', 'download started', 'download completed',
                    'download aborted', 'link revoked', 'link extended', 'renewal requested',
                    'misdelivery reported')),
                at BIGINT NOT NULL,
                actor TEXT NOT NULL CHECK (actor IN ('person', 'link holder', 'machine', 'unknown')),
                person_id TEXT REFERENCES people (id),
                address TEXT,
                mail TEXT CHECK (mail IN ('notice', 'code', 'renewal')),
                detail TEXT,
                client_address TEXT,
                user_agent TEXT,
                PRIMARY KEY (delivery_id, position)
            )
            """,
            "CREATE INDEX delivery_failures ON delivery_events (at) WHERE kind = 'failed'",
        ])
}
