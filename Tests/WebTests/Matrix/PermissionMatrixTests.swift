import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

extension AuthorisationTests {
    @Test(
        "AU-01, AU-08: taken from a role or given to it, each permission decides the requests that docs/permissions.md names, no others, and no page offers what is refused"
    )
    func permissions() async throws {
        let matrix = try await PermissionMatrix.whole()
        if !matrix.faults.isEmpty {
            Issue.record("\(matrix.faults.count) faults:\n\(matrix.faults.sorted().prefix(60).joined(separator: "\n"))")
        }
        let actual = AuthorisationTable(matrix.sections)
        let path = AuthorisationTable.path.replacing("authorisation.md", with: "permissions.md")
        if ProcessInfo.processInfo.environment["CASECOURIER_WRITE_AUTHORISATION"] == "1" {
            try (Self.introduction + actual.tables).write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        let reviewed = try String(contentsOfFile: path, encoding: .utf8)
        let differences = actual.differences(from: AuthorisationTable(reading: reviewed))
        #expect(differences == [])
        #expect(Self.introduction + actual.tables == reviewed, "Run Scripts/authorisation, and read what it changed.")
    }

    @Test("AU-08: what one role may do changes nothing for any other role")
    func others() async throws {
        let scene = try await MatrixScene()
        let names = ["administrator", "investigator", "auditor", "investigator, other case", "program: owner"]
        // The versions in these are those of the permissions.
        let requests = scene.requests().filter {
            [.staff, .bearer].contains($0.route.access)
                && ($0.route.method == .get || !$0.route.path.contains("/permissions"))
        }
        let states: [[StaffRole: Set<Permission>]] = [[:], [.manager: [], .staff: Set(Permission.allCases)]]
        var words: [[StaffRole: Set<Permission>]: [String]] = [:]
        // What is deleted leaves no file behind that could be read in the other state.
        for isReading in [true, false] {
            for state in states {
                let run = MatrixRun(try await scene.allowing(state))
                for request in requests where (request.route.method == .get) == isReading {
                    for name in names where (request.route.access == .bearer) == name.hasPrefix("program") {
                        let cell = try await run.cell(request, scene.principal(name), on: run.here)
                        words[state, default: []].append(
                            "\(name): \(request.route.method.rawValue) \(request.name): \(cell.word)")
                    }
                }
            }
        }
        let (before, after) = (words[states[0]] ?? [], words[states[1]] ?? [])
        #expect(before.count > 500)
        #expect(zip(before, after).filter { $0 != $1 }.map { "\($0), then \($1)" } == [])
    }

    private static let introduction = """
        # What each permission decides

        What managers, investigators and staff may do is the organisation’s to say, at `/permissions`. A test asks for everything
        that staff and their programs can ask for, as the same people without a permission and with it, and fails where an answer
        differs that is not named here. `Scripts/authorisation` writes the tables anew: read the difference before you commit it.

        “Not allowed, then allowed” is what is answered without it and with it; “–” is the same in both. The words are those of
        [who may do what](authorisation.md), which holds for what roles may do as shipped. A manager loses the permission, and what
        needs it; staff get it, and what it needs. They are on the case of the request, but for the first table: there on another one.


        """
}
