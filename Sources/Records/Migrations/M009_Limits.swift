import SQL

extension Migration {
    static let limits = Migration(
        9, "limits",
        [
            """
            CREATE TABLE marks (
                name TEXT PRIMARY KEY,
                at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE uploads (
                person_id TEXT NOT NULL REFERENCES people (id),
                bytes BIGINT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX uploads_by_person ON uploads (person_id, at)",
            "CREATE INDEX uploads_by_time ON uploads (at)",
            "ALTER TABLE attachments ADD COLUMN uploaded_by TEXT REFERENCES people (id)",
            "CREATE INDEX attachments_by_uploader ON attachments (uploaded_by)",
        ])
}
