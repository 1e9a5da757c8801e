/// A case as the head of its pages: reference, title, status and tabs.
struct CaseHead: Sendable {
    let path: String
    let reference: String
    let title: String
    let status: StatusTag
    let isClosed: Bool
    let tabs: [Tab]
    /// `{path}/edit`; nil when the viewer may not.
    let edit: String?
    /// Closes or opens the case again; nil when the viewer may not.
    let closure: PostButton?

    struct Tab: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    enum Place: Sendable { case updates, people }

    init(
        path: String, reference: String, title: String, status: StatusTag, isClosed: Bool = false, at place: Place?,
        edit: String? = nil,
        closure: PostButton? = nil
    ) {
        self.path = path
        self.reference = reference
        self.title = title
        self.status = status
        self.isClosed = isClosed
        self.edit = edit
        self.closure = closure
        tabs = [
            Tab(label: "Updates", path: path, isCurrent: place == .updates),
            Tab(label: "People", path: path + "/people", isCurrent: place == .people),
        ]
    }
}
