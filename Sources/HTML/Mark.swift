/// What we write: the allow-list itself.
enum Mark: Hashable {
    case quote, list, numberedList, item
    case paragraph, preformatted
    case strong, emphasis, underline, deleted, code
    case link(SafeLink)

    var isList: Bool { self == .list || self == .numberedList }

    /// One of each kind is enough on a path: a link inside a link, bold inside bold say nothing more.
    func isSameKind(as other: Mark) -> Bool {
        if case .link = self, case .link = other { return true }
        return self == other
    }
}

/// One element on the way from the root to a text: two paragraphs side by side differ in `serial`.
struct Step: Hashable {
    let mark: Mark
    let serial: Int
}
