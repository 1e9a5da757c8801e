import SQL

extension Migration {
    /// How an update begins, who may see it, and its way to validation. What was written before has the standard group: everybody's.
    static let review = Migration(
        13, "review",
        [
            """
            CREATE TABLE access_groups (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                requires_validation BIGINT NOT NULL,
                part_of_documents BIGINT NOT NULL,
                version BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                archived_at BIGINT
            )
            """,
            """
            CREATE TABLE access_group_roles (
                group_id TEXT NOT NULL REFERENCES access_groups (id),
                role TEXT NOT NULL CHECK (role IN
                    ('manager', 'investigator', 'staff', 'auditor', 'client contact', 'affiliate contact')),
                PRIMARY KEY (group_id, role)
            )
            """,
            """
            INSERT INTO access_groups (id, name, requires_validation, part_of_documents, version, created_at)
            VALUES ('00000000000000000000000004', 'Standard', 1, 1, 1, 0)
            """,
            """
            INSERT INTO access_group_roles (group_id, role) VALUES
                ('00000000000000000000000004', 'manager'), ('00000000000000000000000004', 'investigator'),
                ('00000000000000000000000004', 'staff'), ('00000000000000000000000004', 'auditor'),
                ('00000000000000000000000004', 'client contact'), ('00000000000000000000000004', 'affiliate contact')
            """,
            "ALTER TABLE case_updates ADD COLUMN access_group_id TEXT REFERENCES access_groups (id)",
            "UPDATE case_updates SET access_group_id = '00000000000000000000000004'",
            "CREATE INDEX case_updates_by_group ON case_updates (access_group_id)",
            "ALTER TABLE case_updates ADD COLUMN submitted_by TEXT REFERENCES people (id)",
            "ALTER TABLE case_updates ADD COLUMN submitted_at BIGINT",
            "ALTER TABLE case_updates ADD COLUMN returned_by TEXT REFERENCES people (id)",
            "ALTER TABLE case_updates ADD COLUMN returned_at BIGINT",
            "ALTER TABLE case_updates ADD COLUMN return_reason TEXT",
            "ALTER TABLE case_updates ADD COLUMN validated_unseen BIGINT",
            """
            CREATE INDEX case_updates_waiting ON case_updates (submitted_at)
                WHERE submitted_at IS NOT NULL AND validated_at IS NULL
            """,
            """
            CREATE INDEX case_updates_returned ON case_updates (author_id, returned_at)
                WHERE returned_at IS NOT NULL AND validated_at IS NULL
            """,
            """
            CREATE TABLE presets (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                access_group_id TEXT NOT NULL REFERENCES access_groups (id),
                title TEXT NOT NULL,
                body TEXT NOT NULL,
                version BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                archived_at BIGINT
            )
            """,
            "CREATE INDEX presets_by_group ON presets (access_group_id)",
        ])
}
