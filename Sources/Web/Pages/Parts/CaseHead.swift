/// A case as the head of its pages: reference, title, status, labels and tabs.
struct CaseHead: Sendable {
    let path: String
    let reference: String
    let title: String
    let status: StatusTag
    let isClosed: Bool
    /// That a legal hold is on it, and that it asks for identity verification.
    let marks: [StatusTag]
    /// Its type and its tags; nil where it has neither, and where a page does not say.
    let labels: String?
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

    enum Place: Sendable { case updates, people, files, activity, retention }

    init(
        path: String, reference: String, title: String, status: StatusTag, isClosed: Bool = false,
        marks: [StatusTag] = [], labels: String? = nil, at place: Place?, edit: String? = nil,
        closure: PostButton? = nil
    ) {
        self.path = path
        self.reference = reference
        self.title = title
        self.status = status
        self.isClosed = isClosed
        self.marks = marks
        self.labels = labels
        self.edit = edit
        self.closure = closure
        let places: [(String, String, Place)] = [
            ("Updates", "", .updates), ("People", "/people", .people), ("Files", "/files", .files),
            ("Activity", "/activity", .activity), ("Retention", "/retention", .retention),
        ]
        tabs = places.map { Tab(label: $0.0, path: path + $0.1, isCurrent: place == $0.2) }
    }
}
