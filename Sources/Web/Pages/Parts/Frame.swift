/// What stands around every page that a recipient sees.
///
/// Before verification nothing here may tell more than the organisation's name and contact line (LT-08).
struct ReadingFrame: Sendable {
    let organisation: String
    /// The sender name that mails use; the last part of every title, since titles stay in browser histories.
    let discreetName: String
    /// Whom to call or write to, in one line.
    let contact: String
    /// Chosen by the visitor; nil follows the browser.
    let theme: Theme?
    /// What forms send back as `_token`.
    let formToken: String
    let flash: Flash?
    let errors: ErrorSummary?
    /// This browser holds a grant: the page keeps it alive while it is open, and offers to end it.
    let hasGrant: Bool
    let assets = Assets.folder
}

/// What stands around every page that staff see.
struct WorkingFrame: Sendable {
    let organisation: String
    let theme: Theme?
    let formToken: String
    /// Nil before sign-in: the page then has no navigation.
    let signedIn: SignedIn?
    let flash: Flash?
    let errors: ErrorSummary?
    let assets = Assets.folder
}

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

/// The theme a visitor chose, as a cookie keeps it.
enum Theme: String, Sendable { case light, dark }

/// What just happened, told once at the top of the next page.
struct Flash: Sendable {
    let text: String
    let tone: StatusTag.Tone

    init(_ text: String, tone: StatusTag.Tone = .ok) {
        self.text = text
        self.tone = tone
    }
}

/// Everything that keeps a form from being accepted.
struct ErrorSummary: Sendable {
    let problems: [Problem]

    /// One refusal: the id of an input on the page and what to do.
    struct Problem: Sendable {
        let field: String
        let message: String
    }

    /// Nil when nothing is wrong, so that the page has no summary.
    init?(_ problems: [Problem]) {
        guard !problems.isEmpty else { return nil }
        self.problems = problems
    }

    init?(fields: [Field]) {
        self.init(fields.compactMap { field in field.error.map { Problem(field: field.id, message: $0) } })
    }
}
