@testable import Web

/// A table of the document: the routes of one guard, with a column for everybody who is treated alike there.
struct MatrixSection: Sendable {
    let access: Route.Access
    let columns: [Column]

    struct Column: Sendable {
        let title: String
        /// Names of principals.
        let members: [String]
    }

    init(_ access: Route.Access, of principals: [Principal]) {
        self.access = access
        let all = principals.map(\.name)
        switch access {
        case .everybody: columns = [Column(title: "anybody", members: all)]
        case .visitor: columns = Self.visitor(principals)
        case .signIn:
            let wrong = Self.wrongForms
            columns = [
                Column(title: "anybody", members: all.filter { !wrong.contains($0) }),
                Column(title: "somebody else's form", members: wrong),
            ]
        case .bearer: columns = Self.programs(principals)
        default: columns = Self.staff(principals)
        }
    }

    var title: String {
        switch access {
        case .everybody: "Pages for everybody"
        case .visitor: "Pages for recipients"
        case .signIn: "Before signing in"
        case .staff: "Pages for staff"
        case .bearer: "The interface for programs"
        default: "Other routes: \(access.rawValue)"
        }
    }

    /// Who is in no column, or in two.
    func misplaced(_ principals: [Principal]) -> [String] {
        let placed = columns.flatMap(\.members)
        return principals.map(\.name).filter { name in placed.count { $0 == name } != 1 }
    }

    static let wrongForms = ["form of an earlier sign-in", "form of another browser"]
    static let notSignedIn = [
        "nobody", "link holder", "code asked for", "verified, this link", "verified, other link of the send",
        "verified, other case", "verification ended", "sign-in ended", "account closed",
    ]

    private static func visitor(_ principals: [Principal]) -> [Column] {
        let staff = principals.filter { $0.staff != nil && !(notSignedIn + wrongForms).contains($0.name) }
        return [
            Column(title: "nobody: no link", members: ["nobody"]),
            Column(
                title: "link holder",
                members: ["link holder", "verification ended", "sign-in ended", "account closed"]
                    + principals.filter { $0.bearer != nil }.map(\.name)),
            Column(title: "code asked for", members: ["code asked for"]),
            Column(title: "verified, on this link", members: ["verified, this link"]),
            Column(
                title: "verified, not on this link",
                members: ["verified, other link of the send", "verified, other case"]),
            Column(title: "staff who see the case", members: staff.filter(\.seesCase).map(\.name)),
            Column(title: "staff who do not", members: staff.filter { !$0.seesCase }.map(\.name)),
            Column(title: "somebody else's form", members: wrongForms),
        ]
    }

    /// No token opens a page.
    private static func staff(_ principals: [Principal]) -> [Column] {
        let programs = principals.filter { $0.bearer != nil }.map(\.name)
        let others = notSignedIn + wrongForms + programs
        return [
            Column(title: "not signed in", members: notSignedIn + programs),
            Column(title: "somebody else's form", members: wrongForms),
        ] + principals.map(\.name).filter { !others.contains($0) }.map { Column(title: $0, members: [$0]) }
    }

    /// No cookie counts.
    private static func programs(_ principals: [Principal]) -> [Column] {
        let bad = ["program: token revoked", "program: account closed"]
        let good = principals.filter { $0.bearer != nil && !bad.contains($0.name) }.map(\.name)
        let title = { (name: String) in String(name.dropFirst("program: ".count)) }
        return [Column(title: "no good token", members: principals.filter { $0.bearer == nil }.map(\.name) + bad)]
            + good.map { Column(title: title($0), members: [$0]) }
    }
}
