import SQL

extension Migration {
    /// What roles may do where the organisation says so. Without a row a role may do what it may as shipped, so nobody's rights
    /// change with this step.
    static let rolePermissions = Migration(
        28, "role permissions",
        [
            """
            CREATE TABLE role_permissions (
                version BIGINT NOT NULL,
                role TEXT NOT NULL,
                permissions TEXT NOT NULL,
                changed_by TEXT NOT NULL REFERENCES people (id),
                changed_at BIGINT NOT NULL,
                PRIMARY KEY (version, role)
            )
            """
        ])
}
