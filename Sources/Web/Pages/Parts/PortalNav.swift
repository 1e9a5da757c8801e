/// The way round the portal.
struct PortalNav: Sendable {
    let places: [Item]

    init(at place: Place?) { places = Place.allCases.map { Item($0, isCurrent: $0 == place) } }

    enum Place: Sendable, CaseIterable { case start, updates, notifications, profile }

    /// One entry of it.
    struct Item: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool

        init(_ place: Place, isCurrent: Bool) {
            switch place {
            case .start: (label, path) = ("Start", "/portal")
            case .updates: (label, path) = ("Updates", "/portal/updates")
            case .notifications: (label, path) = ("Notifications", "/portal/notifications")
            case .profile: (label, path) = ("Profile", "/portal/profile")
            }
            self.isCurrent = isCurrent
        }
    }
}
