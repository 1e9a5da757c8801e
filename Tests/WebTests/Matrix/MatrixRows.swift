import HTTPTypes

@testable import Web

/// What everybody got for each of these requests, and what is wrong with it whatever anybody reviewed.
struct MatrixRows: Sendable {
    /// By request, then by principal.
    private(set) var cells: [String: [String: MatrixCell]] = [:]
    /// By request: what an administrator gets for ids that nothing has.
    private(set) var unknown: [String: String] = [:]
    private(set) var faults: [String] = []
    private let run: MatrixRun

    /// What reading may change (decision 6 of the product).
    private static let notes: Set<String> = [
        "delivery_events", "transfers", "visitor_sessions", "staff_sessions", "portal_sessions",
    ]

    /// All requests, half of them of one installation and half of another, at the same time.
    static func all(_ scene: MatrixScene) async throws -> MatrixRows {
        var places: [String: Int] = [:]
        // Ways of asking for the same stay together: HEAD is compared with GET.
        for request in scene.requests() where places[request.name] == nil { places[request.name] = places.count }
        let isFirst = places.mapValues { $0.isMultiple(of: 2) }
        async let first = MatrixRows(scene) { isFirst[$0.name] == true }
        async let second = MatrixRows(MatrixScene()) { isFirst[$0.name] != true }
        var (rows, rest) = try await (first, second)
        rows.cells.merge(rest.cells) { $1 }
        rows.unknown.merge(rest.unknown) { $1 }
        rows.faults += rest.faults
        return rows
    }

    private init(_ scene: MatrixScene, where isIncluded: @Sendable (MatrixRequest) -> Bool) async throws {
        run = MatrixRun(scene)
        for request in scene.requests() where isIncluded(request) {
            cells[request.title] = try await self.cells(of: request, like: cells["GET \(request.name)"])
            if request.hasObject { unknown[request.title] = try await wordForNothing(request) }
        }
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

    private func wordForNothing(_ request: MatrixRequest) async throws -> String {
        let administrator = try run.scene.principal(
            request.route.access == .bearer
                ? "program: administrator" : request.route.access == .portal ? MatrixPortal.here : "administrator")
        return try await run.cell(request, administrator, on: run.nothing()).word
    }
}
