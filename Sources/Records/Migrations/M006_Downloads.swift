import SQL

extension Migration {
    static let downloads = Migration(
        6, "downloads",
        [
            """
            CREATE TABLE transfers (
                holder TEXT NOT NULL,
                link_id TEXT NOT NULL REFERENCES file_links (id),
                covered TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                completed_at BIGINT,
                PRIMARY KEY (holder, link_id)
            )
            """,
            "CREATE INDEX transfers_by_link ON transfers (link_id)",
        ])
}
