@testable import Web

/// A table of the document: the routes of one guard, with a column for everybody who is treated alike there.
struct MatrixSection: Sendable {
    let kind: Kind
    let columns: [Column]

    struct Column: Sendable {
        let title: String
        /// Names of principals.
        let members: [String]
    }

    /// What stands in one table.
    enum Kind: Hashable, Sendable {
        case access(Route.Access)
        /// What is told to operators alone stands at URLs for everybody.
        case figures

        init(_ route: Route) {
            self = ["/readyz", "/metrics"].contains(route.path) ? .figures : .access(route.access)
        }
    }

    init(_ kind: Kind, of principals: [Principal]) {
        self.kind = kind
        let all = principals.map(\.name)
        switch kind {
        case .figures: columns = Self.figures(principals)
        case .access(.everybody): columns = [Column(title: "anybody", members: all)]
        case .access(.visitor): columns = Self.visitor(principals)
        case .access(.signIn):
            let (wrong, pending) = (Self.wrongForms + [MatrixPortal.wrongForm], Self.pending)
            columns = [
                Column(title: "anybody", members: all.filter { !wrong.contains($0) && $0 != pending }),
                Column(title: pending, members: [pending]),
                Column(title: "somebody else's form", members: wrong),
            ]
        case .access(.bearer): columns = Self.programs(principals)
        case .access(.portal):
            let signedIn = MatrixPortal.names
            columns =
                [Column(title: "not signed in to the portal", members: all.filter { !signedIn.contains($0) })]
                + signedIn.map { Column(title: $0, members: [$0]) }
        case .access: columns = Self.staff(principals)
        }
    }

    var title: String {
        switch kind {
        case .figures: "Figures for operators"
        case .access(.everybody): "Pages for everybody"
        case .access(.visitor): "Pages for recipients"
        case .access(.signIn): "Before signing in"
        case .access(.staff): "Pages for staff"
        case .access(.portal): "The portal"
        case .access(.bearer): "The interface for programs"
        }
    }

    /// Who is in no column, or in two.
    func misplaced(_ principals: [Principal]) -> [String] {
        let placed = columns.flatMap(\.members)
        return principals.map(\.name).filter { name in placed.count { $0 == name } != 1 }
    }

    static let pending = "second factor pending"
    static let wrongForms = ["form of an earlier sign-in", "form of another browser"]
    static let notSignedIn =
        [
            "nobody", "link holder", "code asked for", "verified, this link", "verified, other link of the send",
            "verified, other case", "verification ended", "sign-in ended", "account closed", "on this machine",
            pending,
        ] + MatrixPortal.names

    private static func visitor(_ principals: [Principal]) -> [Column] {
        let staff = principals.filter { $0.staff != nil && !(notSignedIn + wrongForms).contains($0.name) }
        return [
            Column(title: "nobody: no link", members: ["nobody"]),
            Column(
                title: "link holder",
                members: [
                    "link holder", "verification ended", "sign-in ended", "account closed", "on this machine", pending,
                ]
                    + principals.filter { $0.bearer != nil }.map(\.name)),
            Column(title: "code asked for", members: ["code asked for"]),
            Column(title: "verified, on this link", members: ["verified, this link"]),
            Column(
                title: "verified, not on this link",
                members: ["verified, other link of the send", "verified, other case"]),
            Column(title: "contact signed in, own link", members: [MatrixPortal.here]),
            Column(title: "contact signed in, other link", members: MatrixPortal.elsewhere),
            Column(title: "staff who see the case", members: staff.filter(\.seesCase).map(\.name)),
            Column(title: "staff who do not", members: staff.filter { !$0.seesCase }.map(\.name)),
            Column(title: "somebody else's form", members: wrongForms + [MatrixPortal.wrongForm]),
        ]
    }

    /// A token of an administrator will do.
    private static func figures(_ principals: [Principal]) -> [Column] {
        let programs = principals.filter { $0.bearer != nil }.map(\.name)
        let administrators = ["program: administrator", "program: administrator, other case"]
        let told = administrators + ["operator's token", "on this machine"]
        return [
            Column(title: "from elsewhere", members: principals.map(\.name).filter { !(programs + told).contains($0) }),
            Column(title: "program of an administrator", members: administrators),
            Column(title: "another program", members: programs.filter { !told.contains($0) }),
            Column(title: "operator's token", members: ["operator's token"]),
            Column(title: "on this machine", members: ["on this machine"]),
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
        let bad = ["program: token revoked", "program: account closed", "operator's token"]
        let good = principals.filter { $0.bearer != nil && !bad.contains($0.name) }.map(\.name)
        let title = { (name: String) in String(name.dropFirst("program: ".count)) }
        return [Column(title: "no good token", members: principals.filter { $0.bearer == nil }.map(\.name) + bad)]
            + good.map { Column(title: title($0), members: [$0]) }
    }
}
