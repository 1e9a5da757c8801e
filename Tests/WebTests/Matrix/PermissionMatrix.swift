import Domain
import HTTPTypes

@testable import Web

/// What each permission decides: every request of staff and of their programs, asked by the same people with it and without.
struct PermissionMatrix: Sendable {
    private(set) var sections: [AuthorisationTable.Section] = []
    private(set) var faults: [String] = []
    private let run: MatrixRun
    private let requests: [MatrixRequest]

    /// A role in two states that differ in one permission.
    private struct Trial {
        let role: StaffRole
        let with: Set<Permission>
        let without: Set<Permission>
        /// Whether they are on the case that the table is about.
        let isElsewhere: Bool

        struct State: Hashable {
            let role: StaffRole
            let permissions: Set<Permission>
            let place: String
        }

        /// Without the permission, then with it.
        var states: [State] {
            [without, with].map { State(role: role, permissions: $0, place: isElsewhere ? ", other case" : "") }
        }
    }

    /// Cells of one state: by request and column.
    private typealias Answers = [String: [String: MatrixCell]]

    /// The whole, half of the permissions in one installation and half in another, at the same time.
    static func whole() async throws -> PermissionMatrix {
        let all = Permission.allCases
        async let first = PermissionMatrix(all.prefix(all.count / 2), in: MatrixScene())
        async let second = PermissionMatrix(all.dropFirst(all.count / 2), in: MatrixScene())
        var (whole, rest) = try await (first, second)
        whole.sections += rest.sections
        whole.faults += rest.faults
        return whole
    }

    private init(_ permissions: ArraySlice<Permission>, in scene: MatrixScene) async throws {
        run = MatrixRun(scene)
        requests = scene.requests().filter { [.staff, .bearer].contains($0.route.access) && $0.route.method != .head }
        let trials = Dictionary(
            uniqueKeysWithValues: permissions.map {
                ($0, [Self.taken($0, from: .manager), Self.given($0, to: .staff)])
            })
        var known: [Trial.State: Answers] = [:]
        // What is deleted leaves no file behind that another state could read.
        for isReading in [true, false] {
            for permission in permissions {
                for state in trials[permission, default: []].flatMap(\.states) {
                    let asked = requests.filter { ($0.route.method == .get) == isReading }
                    if known[state]?[asked[0].title] != nil { continue }
                    known[state, default: [:]].merge(try await ask(asked, state)) { $1 }
                }
            }
        }
        for permission in permissions {
            var rows: [String: [String: String]] = [:]
            for trial in trials[permission, default: []] {
                let answers = trial.states.map { known[$0] ?? [:] }
                compare(answers[0], answers[1], permission, &rows)
                offered(answers[0], instead: answers[1], permission)
            }
            add(permission, rows)
        }
    }

    private static func taken(_ permission: Permission, from role: StaffRole) -> Trial {
        let all = RolePermissions.shipped[role]
        return trial(permission, role, all)
    }

    private static func given(_ permission: Permission, to role: StaffRole) -> Trial {
        let with = RolePermissions.shipped[role].union([permission] + [permission.needed].compactMap { $0 })
        return trial(permission, role, with)
    }

    /// Who sees every case is seen by what they see of another one.
    private static func trial(_ permission: Permission, _ role: StaffRole, _ with: Set<Permission>) -> Trial {
        Trial(
            role: role, with: with, without: with.filter { $0 != permission && $0.needed != permission },
            isElsewhere: permission == .seeEveryCase)
    }

    /// All of these, asked by those of this role where they may do this.
    private func ask(_ requests: [MatrixRequest], _ state: Trial.State) async throws -> Answers {
        let run = MatrixRun(try await run.scene.allowing([state.role: state.permissions]))
        var answers: Answers = [:]
        for request in requests {
            let prefix = request.route.access == .bearer ? "program: " : ""
            let principal = try run.scene.principal("\(prefix)\(state.role.rawValue)\(state.place)")
            answers[request.title, default: [:]][state.role.rawValue] = try await run.cell(
                request, principal, on: run.here)
        }
        return answers
    }

    private mutating func compare(
        _ without: Answers, _ with: Answers, _ permission: Permission, _ rows: inout [String: [String: String]]
    ) {
        for (request, columns) in without {
            for (column, cell) in columns {
                let word = with[request]?[column]?.word ?? "?"
                guard cell.word != word else { continue }
                rows[request, default: [:]][column] = "\(cell.word), then \(word)"
                if cell.word == "allowed" || cell.answer.status >= 500 {
                    faults.append(
                        "\(request), \(column): without \(permission) it is “\(cell.word)”, with it “\(word)”")
                }
                if !cell.effect.isEmpty { faults.append("\(request), \(column): refused, yet changes \(cell.effect)") }
            }
        }
    }

    /// A page that somebody reads without the permission leads to nothing that they can do with it alone.
    private mutating func offered(_ without: Answers, instead with: Answers, _ permission: Permission) {
        for column in Set(without.values.flatMap(\.keys)) {
            let refused = requests.filter { request in
                request.route.access == .staff && without[request.title]?[column]?.word == "not allowed"
                    && with[request.title]?[column]?.word == "allowed"
            }
            for page in requests where page.route.access == .staff && page.route.method == .get {
                guard let cell = without[page.title]?[column], cell.word == "allowed" else { continue }
                for request in refused where Self.leads(cell.answer.text, to: request, request.path(run.here)) {
                    faults.append("\(page.name) offers \(request.title) to \(column) without \(permission)")
                }
            }
        }
    }

    private static func leads(_ text: String, to request: MatrixRequest, _ path: String) -> Bool {
        guard request.route.method == .post else { return text.contains("href=\"\(path)\"") }
        let bare = path.prefix { $0 != "?" }
        let targets = path.contains("?case=") ? ["\(bare)?case="] : ["\(bare)\"", "\(bare)?version="]
        return targets.contains {
            text.contains("method=\"post\" action=\"\($0)") || text.contains("formaction=\"\($0)")
        }
    }

    private mutating func add(_ permission: Permission, _ rows: [String: [String: String]]) {
        let columns = [StaffRole.manager, .staff].map(\.rawValue)
        for column in columns where !rows.values.contains(where: { $0[column]?.hasSuffix("then allowed") == true }) {
            faults.append("\(permission) decides nothing for \(column)")
        }
        sections.append(
            AuthorisationTable.Section(
                title: permission.label, columns: ["request"] + columns,
                rows: requests.map(\.title).compactMap { name in
                    rows[name].map { row in [name] + columns.map { row[$0] ?? "–" } }
                }))
    }
}
