import SQL

extension Migration {
    /// What mails of updates may hold and in which words, and the files that travel in them. Sends of before were notices.
    static let mailContent = Migration(
        25, "mail content",
        [
            "ALTER TABLE sends ADD COLUMN mail_content TEXT",
            """
            CREATE TABLE mail_policies (
                version BIGINT PRIMARY KEY,
                policy TEXT NOT NULL,
                changed_by TEXT NOT NULL REFERENCES people (id),
                changed_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE mail_wordings (
                template TEXT NOT NULL,
                version BIGINT NOT NULL,
                subject TEXT,
                opening TEXT,
                closing TEXT,
                changed_by TEXT NOT NULL REFERENCES people (id),
                changed_at BIGINT NOT NULL,
                PRIMARY KEY (template, version)
            )
            """,
            """
            CREATE TABLE enclosed_files (
                outbox_id TEXT NOT NULL REFERENCES outbox (id),
                position BIGINT NOT NULL,
                attachment_id TEXT NOT NULL REFERENCES attachments (id),
                PRIMARY KEY (outbox_id, position)
            )
            """,
        ])
}
