/// The person at work, and the way round.
struct SignedIn: Sendable {
    let name: String
    let nav: [NavItem]

    /// `development` adds the mailbox on disk.
    init(name: String, at place: NavItem.Place?, unread: Int = 0, development: Bool = false) {
        self.name = name
        let places = NavItem.Place.allCases.filter { development || $0 != .mail }
        nav = places.map { NavItem($0, isCurrent: $0 == place, unread: unread) }
    }
}

/// One entry of the main navigation.
struct NavItem: Sendable {
    enum Place: String, Sendable, CaseIterable { case start, cases, people, notifications, mail }

    let label: String
    let path: String
    let isCurrent: Bool
    /// Notifications that were not read; nil for none.
    let unread: String?

    init(_ place: Place, isCurrent: Bool, unread: Int = 0) {
        switch place {
        case .start: (label, path) = ("Start", "/")
        case .cases: (label, path) = ("Cases", "/cases")
        case .people: (label, path) = ("People", "/people")
        case .notifications: (label, path) = ("Notifications", "/notifications")
        case .mail: (label, path) = ("Mail", "/dev/mail")
        }
        self.isCurrent = isCurrent
        self.unread = place == .notifications ? Self.count(unread) : nil
    }

    /// `3`, or `99+` where nobody counts on.
    static func count(_ unread: Int) -> String? { unread == 0 ? nil : unread > 99 ? "99+" : String(unread) }
}
