import SQL

extension Migration {
    /// What a case is about, how long it is kept, who has the lead in a role, and what happened on it. Of before there are the
    /// openings, and when those who are on a case came to it.
    static let caseRecords = Migration(
        17, "case records",
        [
            """
            CREATE TABLE case_types (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                name_key TEXT NOT NULL UNIQUE,
                created_at BIGINT NOT NULL,
                archived_at BIGINT
            )
            """,
            "ALTER TABLE cases ADD COLUMN type_id TEXT REFERENCES case_types (id)",
            "ALTER TABLE cases ADD COLUMN closed_at BIGINT",
            "ALTER TABLE cases ADD COLUMN retention_months BIGINT",
            "ALTER TABLE cases ADD COLUMN hold_by TEXT REFERENCES people (id)",
            "ALTER TABLE cases ADD COLUMN hold_at BIGINT",
            "ALTER TABLE cases ADD COLUMN hold_reason TEXT",
            "CREATE INDEX cases_by_type ON cases (type_id)",
            """
            CREATE TABLE case_tags (
                case_id TEXT NOT NULL REFERENCES cases (id),
                tag_key TEXT NOT NULL,
                tag TEXT NOT NULL,
                PRIMARY KEY (case_id, tag_key)
            )
            """,
            "CREATE INDEX case_tags_by_key ON case_tags (tag_key, case_id)",
            "ALTER TABLE assignments ADD COLUMN primary_at BIGINT",
            "CREATE UNIQUE INDEX assignments_primary ON assignments (case_id, role) WHERE primary_at IS NOT NULL",
            """
            CREATE TABLE case_events (
                case_id TEXT NOT NULL REFERENCES cases (id),
                position BIGINT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN (
                    'opened', 'changed', 'closed', 'reopened', 'assigned', 'role changed', 'made primary', 'unassigned',
                    'retention changed', 'hold placed', 'hold lifted')),
                at BIGINT NOT NULL,
                actor_id TEXT REFERENCES people (id),
                subject_id TEXT REFERENCES people (id),
                detail TEXT,
                PRIMARY KEY (case_id, position)
            )
            """,
            "CREATE INDEX case_events_by_time ON case_events (case_id, at)",
            """
            INSERT INTO case_events (case_id, position, kind, at, actor_id)
            SELECT id, 1, 'opened', created_at, created_by FROM cases
            """,
            """
            INSERT INTO case_events (case_id, position, kind, at, subject_id, detail)
            SELECT case_id, 1 + ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY created_at, person_id), 'assigned',
                created_at, person_id, role
            FROM assignments
            """,
            """
            CREATE TABLE case_status_changes (
                id TEXT PRIMARY KEY,
                person_id TEXT NOT NULL REFERENCES people (id),
                status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
                at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE case_status_change_items (
                change_id TEXT NOT NULL REFERENCES case_status_changes (id),
                position BIGINT NOT NULL,
                case_id TEXT NOT NULL,
                outcome TEXT NOT NULL CHECK (outcome IN ('done', 'already so', 'not found')),
                PRIMARY KEY (change_id, position)
            )
            """,
        ])
}
