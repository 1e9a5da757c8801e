import SQL

extension Migration {
    /// Files that were replaced behind their links. Those of before are first versions, as are the downloads of before.
    static let fileVersions = Migration(
        14, "file versions",
        [
            "ALTER TABLE attachments ADD COLUMN version BIGINT",
            "ALTER TABLE attachments ADD COLUMN replaces TEXT REFERENCES attachments (id)",
            "ALTER TABLE attachments ADD COLUMN replace_reason TEXT",
            "ALTER TABLE attachments ADD COLUMN superseded_at BIGINT",
            "CREATE UNIQUE INDEX attachments_by_replaced ON attachments (replaces) WHERE replaces IS NOT NULL",
            "CREATE INDEX file_links_by_attachment ON file_links (attachment_id)",
            "ALTER TABLE delivery_events ADD COLUMN file_version BIGINT",
        ])
}
