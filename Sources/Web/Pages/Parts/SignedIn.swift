/// The person at work, and the way round.
struct SignedIn: Sendable {
    let name: String
    let nav: [NavItem]

    /// `development` adds the mailbox on disk.
    init(name: String, at place: NavItem.Place?, development: Bool = false) {
        self.name = name
        let places = NavItem.Place.allCases.filter { development || $0 != .mail }
        nav = places.map { NavItem($0, isCurrent: $0 == place) }
    }
}

/// One entry of the main navigation.
struct NavItem: Sendable {
    enum Place: String, Sendable, CaseIterable { case start, cases, people, mail }

    let label: String
    let path: String
    let isCurrent: Bool

    init(_ place: Place, isCurrent: Bool) {
        switch place {
        case .start: (label, path) = ("Start", "/")
        case .cases: (label, path) = ("Cases", "/cases")
        case .people: (label, path) = ("People", "/people")
        case .mail: (label, path) = ("Mail", "/dev/mail")
        }
        self.isCurrent = isCurrent
    }
}
