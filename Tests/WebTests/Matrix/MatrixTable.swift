import HTTPTypes

@testable import Web

/// The table as it is, and what is wrong with it whatever anybody reviewed.
struct MatrixTable: Sendable {
    private(set) var sections: [AuthorisationTable.Section] = []
    private(set) var faults: [String] = []
    private let run: MatrixRun

    /// What reading may change (decision 6 of the product).
    private static let notes: Set<String> = [
        "delivery_events", "transfers", "visitor_sessions", "staff_sessions", "portal_sessions",
    ]

    init(_ run: MatrixRun) async throws {
        self.run = run
        let requests = run.scene.requests()
        var order: [MatrixSection.Kind] = []
        for kind in requests.map({ MatrixSection.Kind($0.route) }) where !order.contains(kind) { order.append(kind) }
        for kind in order { try await add(kind, requests.filter { MatrixSection.Kind($0.route) == kind }) }
    }

    private mutating func add(_ kind: MatrixSection.Kind, _ requests: [MatrixRequest]) async throws {
        let section = MatrixSection(kind, of: run.scene.principals)
        faults += section.misplaced(run.scene.principals).map { "\($0) has no place in “\(section.title)”" }
        let hasObjects =
            requests.contains(where: \.hasObject) && ![.access(.visitor), .access(.everybody)].contains(kind)
        let titles = section.columns.map(\.title) + (hasObjects ? ["no such id"] : []) + ["changes"]
        var rows: [(method: String, name: String, cells: [String])] = []
        var seen: [String: [String: MatrixCell]] = [:]
        for request in requests {
            let cells = try await self.cells(of: request, like: seen["GET \(request.name)"])
            seen["\(request.route.method.rawValue) \(request.name)"] = cells
            var row = section.columns.map { column in word(column, cells) }
            if hasObjects { row.append(try await wordForNothing(request)) }
            row.append(effect(of: request, cells))
            let method = request.route.method.rawValue
            if method == "HEAD", let twin = rows.firstIndex(where: { $0.name == request.name && $0.cells == row }) {
                rows[twin].method = "GET, HEAD"
            } else {
                rows.append((method, request.name, row))
            }
        }
        sections.append(
            AuthorisationTable.Section(
                title: section.title, columns: ["request"] + titles,
                rows: rows.map { ["\($0.method) \($0.name)"] + $0.cells }))
    }

    private mutating func cells(
        of request: MatrixRequest, like get: [String: MatrixCell]?
    ) async throws -> [String: MatrixCell] {
        var cells: [String: MatrixCell] = [:]
        for principal in run.scene.principals {
            var cell = try await run.cell(request, principal, on: run.here)
            if request.route.method == .head {
                // Without content a door looks like a page: what GET says of the same status holds.
                if !cell.answer.text.isEmpty { faults.append("HEAD \(request.name) has content for \(principal.name)") }
                if let twin = get?[principal.name], twin.answer.status == cell.answer.status {
                    cell = MatrixCell(word: twin.word, effect: cell.effect, answer: cell.answer)
                }
            }
            check(cell, request, principal)
            cells[principal.name] = cell
        }
        return cells
    }

    private mutating func check(_ cell: MatrixCell, _ request: MatrixRequest, _ principal: Principal) {
        let place = "\(request.route.method.rawValue) \(request.name), \(principal.name)"
        let (scene, looks) = (run.scene, cell.answer.looks)
        let isAllowed = cell.word == "allowed"
        if cell.answer.status >= 500, request.route.path != "/readyz" {
            faults.append("\(place): answered \(cell.answer.status)")
        }
        if !isAllowed, !Set(cell.effect).isSubset(of: ["sign_in_failures"]) {
            faults.append("\(place): “\(cell.word)”, yet changes \(cell.effect)")
        }
        if [.get, .head].contains(request.route.method), !Self.notes.isSuperset(of: cell.effect) {
            faults.append("\(place): reading changes \(cell.effect)")
        }
        let isLink = request.route.path.hasPrefix("/f/")
        let mayTell = isLink ? isAllowed : principal.seesCase
        if !mayTell, scene.here.words.contains(where: looks.contains) {
            faults.append("\(place): “\(cell.word)”, yet says something of the case")
        }
        if !mayTell, !isAllowed, scene.here.names.contains(where: looks.contains) {
            faults.append("\(place): “\(cell.word)”, yet names somebody")
        }
    }

    /// One word for all members of a column, or how they differ.
    private func word(_ column: MatrixSection.Column, _ cells: [String: MatrixCell]) -> String {
        let words = column.members.map { cells[$0]?.word ?? "?" }
        if Set(words).count == 1 { return words[0] }
        return zip(column.members, words).map { "\($0): \($1)" }.joined(separator: "; ")
    }

    private func wordForNothing(_ request: MatrixRequest) async throws -> String {
        guard request.hasObject else { return "–" }
        let administrator = try run.scene.principal(
            request.route.access == .bearer
                ? "program: administrator" : request.route.access == .portal ? MatrixPortal.here : "administrator")
        return try await run.cell(request, administrator, on: run.nothing()).word
    }

    /// What it changes for whoever is allowed to; everybody's must be the same, or nothing.
    private func effect(of request: MatrixRequest, _ cells: [String: MatrixCell]) -> String {
        let effects = Set(cells.values.filter { $0.word == "allowed" }.map(\.effect))
        let words = effects.map { $0.isEmpty ? "nothing" : $0.joined(separator: ", ") }.sorted()
        return words.isEmpty ? "–" : words.joined(separator: "; or ")
    }
}
