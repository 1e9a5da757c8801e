import SQL

extension Migration {
    static let cases = Migration(
        2, "cases",
        [
            """
            CREATE TABLE cases (
                id TEXT PRIMARY KEY,
                reference TEXT NOT NULL UNIQUE,
                title TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
                created_by TEXT NOT NULL REFERENCES people (id),
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX cases_by_age ON cases (created_at, id)",
            """
            CREATE TABLE assignments (
                case_id TEXT NOT NULL REFERENCES cases (id),
                person_id TEXT NOT NULL REFERENCES people (id),
                role TEXT NOT NULL CHECK (role IN
                    ('case manager', 'investigator', 'employee', 'client contact', 'affiliate contact')),
                created_at BIGINT NOT NULL,
                PRIMARY KEY (case_id, person_id)
            )
            """,
            "CREATE INDEX assignments_by_person ON assignments (person_id, case_id)",
            """
            CREATE TABLE case_updates (
                id TEXT PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES cases (id),
                title TEXT NOT NULL,
                body TEXT NOT NULL,
                body_format TEXT NOT NULL CHECK (body_format IN ('markdown', 'html')),
                author_id TEXT NOT NULL REFERENCES people (id),
                version BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL,
                validated_by TEXT REFERENCES people (id),
                validated_at BIGINT
            )
            """,
            "CREATE INDEX case_updates_by_case ON case_updates (case_id, created_at)",
            """
            CREATE TABLE attachments (
                id TEXT PRIMARY KEY,
                update_id TEXT NOT NULL REFERENCES case_updates (id),
                position BIGINT NOT NULL,
                name TEXT NOT NULL,
                size BIGINT NOT NULL,
                sha256 TEXT NOT NULL,
                media_type TEXT NOT NULL,
                sniffed_type TEXT,
                blob_id TEXT NOT NULL UNIQUE,
                wrapped_key TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX attachments_by_update ON attachments (update_id, position)",
        ])
}
