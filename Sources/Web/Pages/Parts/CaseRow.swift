/// One case in a list.
struct CaseRow: Sendable {
    let path: String
    let reference: String
    let title: String
    let status: StatusTag
    let lastActivity: When?
    /// The viewer's or the listed person's role on it; nil if none.
    let role: String?
    /// Its type and its tags; nil where it has neither, and where a list does not say.
    let labels: String?
    /// Its id, where it can be ticked.
    let tick: String?

    init(
        path: String, reference: String, title: String, status: StatusTag, lastActivity: When?, role: String?,
        labels: String? = nil, tick: String? = nil
    ) {
        self.path = path
        self.reference = reference
        self.title = title
        self.status = status
        self.lastActivity = lastActivity
        self.role = role
        self.labels = labels
        self.tick = tick
    }
}
