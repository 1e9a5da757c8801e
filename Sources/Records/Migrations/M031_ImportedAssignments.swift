import SQL

extension Migration {
    /// Files that say who is on which case are brought like those of contacts and cases.
    static let importedAssignments = Migration(
        31, "imported assignments",
        [
            """
            CREATE TABLE imports_with_assignments (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('contacts', 'cases', 'assignments')),
                content TEXT NOT NULL,
                created_by TEXT NOT NULL REFERENCES people (id),
                created_at BIGINT NOT NULL,
                ended_at BIGINT,
                added BIGINT,
                changed BIGINT,
                told BIGINT
            )
            """,
            """
            INSERT INTO imports_with_assignments
                (id, kind, content, created_by, created_at, ended_at, added, changed)
            SELECT id, kind, content, created_by, created_at, ended_at, added, changed FROM imports
            """,
            "DROP TABLE imports",
            "ALTER TABLE imports_with_assignments RENAME TO imports",
            "CREATE INDEX imports_by_age ON imports (created_at)",
            "CREATE INDEX imports_by_bringer ON imports (created_by, kind)",
        ])
}
