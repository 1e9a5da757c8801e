/// One case in a list.
struct CaseRow: Sendable {
    let path: String
    let reference: String
    let title: String
    let status: StatusTag
    let lastActivity: When?
    /// The viewer's or the listed person's role on it; nil if none.
    let role: String?
}
