import SQL

extension Migration {
    /// Members of staff under one name, also as a part of distribution groups; and who of staff answers for a contact.
    static let teams = Migration(
        22, "teams",
        [
            """
            CREATE TABLE teams (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                name_key TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL CHECK (kind IN ('team', 'circle')),
                version BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                archived_at BIGINT
            )
            """,
            """
            CREATE TABLE team_members (
                team_id TEXT NOT NULL REFERENCES teams (id),
                position BIGINT NOT NULL,
                person_id TEXT NOT NULL REFERENCES people (id),
                PRIMARY KEY (team_id, person_id)
            )
            """,
            "CREATE INDEX team_members_by_person ON team_members (person_id)",
            "ALTER TABLE distribution_group_members ADD COLUMN team_id TEXT REFERENCES teams (id)",
            "CREATE INDEX distribution_group_members_by_team ON distribution_group_members (team_id)",
            "ALTER TABLE people ADD COLUMN coordinator_id TEXT REFERENCES people (id)",
            "CREATE INDEX people_by_coordinator ON people (coordinator_id)",
        ])
}
