import HTTPTypes

@testable import Web

/// The table as it is, and what is wrong with it whatever anybody reviewed.
struct MatrixTable: Sendable {
    private(set) var sections: [AuthorisationTable.Section] = []
    private(set) var faults: [String] = []
    private let rows: MatrixRows
    private let principals: [Principal]

    init(_ scene: MatrixScene) async throws {
        rows = try await MatrixRows.all(scene)
        principals = scene.principals
        faults = rows.faults
        let requests = scene.requests()
        var order: [MatrixSection.Kind] = []
        for kind in requests.map({ MatrixSection.Kind($0.route) }) where !order.contains(kind) { order.append(kind) }
        for kind in order { add(kind, requests.filter { MatrixSection.Kind($0.route) == kind }) }
    }

    private mutating func add(_ kind: MatrixSection.Kind, _ requests: [MatrixRequest]) {
        let section = MatrixSection(kind, of: principals)
        faults += section.misplaced(principals).map { "\($0) has no place in “\(section.title)”" }
        let hasObjects =
            requests.contains(where: \.hasObject) && ![.access(.visitor), .access(.everybody)].contains(kind)
        let titles = section.columns.map(\.title) + (hasObjects ? ["no such id"] : []) + ["changes"]
        var lines: [(method: String, name: String, cells: [String])] = []
        for request in requests {
            let cells = rows.cells[request.title] ?? [:]
            var row = section.columns.map { column in word(column, cells) }
            if hasObjects { row.append(rows.unknown[request.title] ?? "–") }
            row.append(effect(of: request, cells))
            let method = request.route.method.rawValue
            if method == "HEAD", let twin = lines.firstIndex(where: { $0.name == request.name && $0.cells == row }) {
                lines[twin].method = "GET, HEAD"
            } else {
                lines.append((method, request.name, row))
            }
        }
        sections.append(
            AuthorisationTable.Section(
                title: section.title, columns: ["request"] + titles,
                rows: lines.map { ["\($0.method) \($0.name)"] + $0.cells }))
    }

    /// One word for all members of a column, or how they differ.
    private func word(_ column: MatrixSection.Column, _ cells: [String: MatrixCell]) -> String {
        let words = column.members.map { cells[$0]?.word ?? "?" }
        if Set(words).count == 1 { return words[0] }
        return zip(column.members, words).map { "\($0): \($1)" }.joined(separator: "; ")
    }

    /// What it changes for whoever is allowed to; everybody's must be the same, or nothing.
    private func effect(of request: MatrixRequest, _ cells: [String: MatrixCell]) -> String {
        let effects = Set(cells.values.filter { $0.word == "allowed" }.map(\.effect))
        let words = effects.map { $0.isEmpty ? "nothing" : $0.joined(separator: ", ") }.sorted()
        return words.isEmpty ? "–" : words.joined(separator: "; or ")
    }
}
