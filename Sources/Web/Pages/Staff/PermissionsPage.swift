/// What each role may do, and who decided it when.
struct PermissionsPage: Page {
    let frame: WorkingFrame
    /// Nil where the viewer may only read.
    let form: Form?
    /// Those whose permissions can be changed, as heads of columns.
    let roles: [String]
    let groups: [Group]
    let changes: [Change]

    struct Form: Sendable {
        /// Carries the version that was read.
        let action: String
        /// Nil while everything is as shipped.
        let ship: PostButton?
    }

    /// Permissions that belong together.
    struct Group: Sendable {
        let title: String
        let rows: [Row]
    }

    /// A permission, role by role.
    struct Row: Sendable {
        let label: String
        let meaning: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let role: String
        /// Nil where the viewer may only read.
        let box: Box?
        let isOn: Bool
        let isShipped: Bool
    }

    struct Box: Sendable {
        /// Sent as `manager-open-cases`.
        let id: String
        /// The role and the permission, for those who do not see the table.
        let label: String
        /// What stands now, where it is not what was ticked.
        let now: String?
        let error: String?
    }

    /// One change, with a line for each role that it was about.
    struct Change: Sendable {
        let when: When
        let by: String
        let lines: [String]
    }
}
