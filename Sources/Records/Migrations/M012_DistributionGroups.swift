import SQL

extension Migration {
    static let distributionGroups = Migration(
        12, "distribution groups",
        [
            """
            CREATE TABLE distribution_groups (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                case_id TEXT REFERENCES cases (id),
                version BIGINT NOT NULL,
                created_by TEXT NOT NULL REFERENCES people (id),
                created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL,
                archived_at BIGINT
            )
            """,
            "CREATE INDEX distribution_groups_by_case ON distribution_groups (case_id)",
            """
            CREATE TABLE distribution_group_members (
                group_id TEXT NOT NULL REFERENCES distribution_groups (id),
                position BIGINT NOT NULL,
                person_id TEXT REFERENCES people (id),
                role TEXT CHECK (role IN
                    ('case manager', 'investigator', 'employee', 'client contact', 'affiliate contact')),
                member_group_id TEXT REFERENCES distribution_groups (id),
                PRIMARY KEY (group_id, position)
            )
            """,
            "CREATE INDEX distribution_group_members_by_person ON distribution_group_members (person_id)",
            "CREATE INDEX distribution_group_members_by_group ON distribution_group_members (member_group_id)",
            """
            CREATE TABLE send_groups (
                send_id TEXT NOT NULL REFERENCES sends (id),
                position BIGINT NOT NULL,
                group_id TEXT NOT NULL REFERENCES distribution_groups (id),
                name TEXT NOT NULL,
                PRIMARY KEY (send_id, position)
            )
            """,
            "CREATE INDEX send_groups_by_group ON send_groups (group_id)",
            """
            CREATE TABLE skipped_recipients (
                send_id TEXT NOT NULL REFERENCES sends (id),
                position BIGINT NOT NULL,
                person_id TEXT NOT NULL REFERENCES people (id),
                reason TEXT NOT NULL CHECK (reason IN (
                    'unknown', 'not assigned', 'no address', 'not in audience', 'stopped', 'account closed')),
                PRIMARY KEY (send_id, position)
            )
            """,
        ])
}
