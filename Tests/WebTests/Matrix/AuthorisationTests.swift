import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Authorisation")
struct AuthorisationTests {
    @Test(
        "AU-01, SE-06: every route answers everybody as docs/authorisation.md says, denies by default, and leaks nothing"
    )
    func table() async throws {
        let scene = try await MatrixScene()
        #expect(try await Ledger.missing(scene.test).isEmpty, "Add these tables to Ledger.tables.")
        #expect(scene.unknown().isEmpty, "Say in MatrixRequests.swift how these are asked for.")
        let titles = scene.requests().map(\.title)
        #expect(Set(titles).count == titles.count, "Two rows have the same name.")
        let table = try await MatrixTable(scene)
        report(table.faults)
        let actual = AuthorisationTable(table.sections)
        if ProcessInfo.processInfo.environment["CASECOURIER_WRITE_AUTHORISATION"] == "1" {
            try actual.text.write(toFile: AuthorisationTable.path, atomically: true, encoding: .utf8)
            return
        }
        let reviewed = try String(contentsOfFile: AuthorisationTable.path, encoding: .utf8)
        report(actual.differences(from: AuthorisationTable(reading: reviewed)))
        let isSame = actual.text == reviewed
        #expect(isSame, "Run Scripts/authorisation, and read what it changed.")
    }

    @Test("AU-01: what one does not see answers, byte for byte, like what does not exist or cannot")
    func foreign() async throws {
        let scene = try await MatrixScene()
        let run = MatrixRun(scene)
        var (faults, compared) = ([String](), 0)
        for request in scene.requests() where request.isOfCase {
            for principal in scene.principals where !(principal.seesCase && principal.seesOtherCase) {
                let isSignedIn = principal.staff != nil || principal.bearer != nil || principal.portal != nil
                guard isSignedIn, principal.fault == nil else { continue }
                let foreign = try await run.cell(
                    request, principal, on: principal.seesCase ? run.elsewhere : run.here)
                for objects in [try run.nothing(), run.malformed] {
                    let nothing = try await run.cell(request, principal, on: objects)
                    compared += 1
                    if Self.shown(foreign) != Self.shown(nothing) {
                        faults.append(
                            "\(request.route.method.rawValue) \(request.name), \(principal.name): \(foreign.word) is not \(nothing.word)"
                        )
                    }
                    if !(foreign.effect + nothing.effect).isEmpty { faults.append("\(request.name) changes something") }
                }
            }
        }
        report(faults)
        #expect(compared > 100)
    }

    @Test("SE-05: every page read twice by everybody changes nothing but what reading may note")
    func crawl() async throws {
        let scene = try await MatrixScene()
        let run = MatrixRun(scene)
        var faults: [String] = []
        let notes: Set = ["delivery_events", "transfers", "visitor_sessions", "staff_sessions", "portal_sessions"]
        for principal in scene.principals {
            for request in scene.requests() where [.get, .head].contains(request.route.method) {
                for _ in 1...2 { _ = try await run.ask(request, principal, on: run.here) }
            }
            let changed = Set(try await scene.restore())
            if !changed.isSubset(of: notes) { faults.append("\(principal.name) changes \(changed)") }
            if principal.name == "nobody", !changed.isEmpty { faults.append("nobody changes \(changed)") }
        }
        report(faults)
    }

    @Test("AU-04: every form refuses, by name, a field that it does not have and one that is sent twice")
    func fields() async throws {
        let scene = try await MatrixScene()
        let run = MatrixRun(scene)
        var (faults, asked) = ([String](), 0)
        for request in scene.requests() where request.route.method == .post {
            guard let principal = try await whoeverMay(request, run) else { continue }
            var extras = [("role", "owner-\(request.name.count)"), ("case_id", "1"), ("owner", "1")]
            if case .file = request.content { continue }
            if case .form(let fields) = request.content {
                // The form of people has a role, which counts for staff alone.
                extras = extras.filter { $0.0 != "role" || !request.route.path.hasPrefix("/people") }
                extras = extras.filter { extra in !fields.contains { $0.0 == extra.0 } }
                // Of these several are chosen.
                extras += fields.filter { !["recipient", "everybody", "case"].contains($0.0) } + [("_token", "2")]
            }
            for extra in extras {
                let cell = try await run.cell(request, principal, on: run.here, extra: [extra])
                asked += 1
                let isNamed = cell.answer.status == 422 && cell.answer.text.contains("“\(extra.0)”")
                if !isNamed || !cell.effect.isEmpty {
                    faults.append("POST \(request.name) takes \(extra.0): \(cell.answer.status) \(cell.effect)")
                }
            }
        }
        report(faults)
        #expect(asked > 100)
    }

    /// Somebody for whom the request succeeds.
    private func whoeverMay(_ request: MatrixRequest, _ run: MatrixRun) async throws -> Principal? {
        for name in ["administrator", "link holder", "code asked for", "verified, this link", MatrixPortal.here] {
            let principal = try run.scene.principal(name)
            if try await run.cell(request, principal, on: run.here).word == "allowed" { return principal }
        }
        return nil
    }

    /// Without the way in: the address of the request stands in where one is sent to sign in.
    private static func shown(_ cell: MatrixCell) -> String {
        cell.word == "sign-in" ? cell.word : cell.answer.looks
    }

    private func report(_ faults: [String]) {
        guard !faults.isEmpty else { return }
        Issue.record("\(faults.count) faults:\n\(faults.prefix(60).joined(separator: "\n"))")
    }
}
