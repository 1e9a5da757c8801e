import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct PermissionEndpointTests {
    @Test("AU-08: programs read what roles may do, and those of administrators say it, role by role and with a version")
    func permissions() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        _ = try await site.test.staff("Mia", email: "mia@firm.example", role: .manager)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let shipped = try await program.get("/permissions").json
            #expect(shipped["version"] == .integer(0) && shipped["changedAt"] == .null)
            #expect(shipped["manager"] == shipped["shipped"]?["manager"])
            #expect(shipped.texts("manager") == Permission.allCases.map(\.rawValue))
            let useless = #"{"version":0,"staff":["validate-updates"]}"#
            #expect(try await program.send(.patch, "/permissions", useless).places == ["/staff"])
            let strange = #"{"version":0,"staff":["everything"]}"#
            #expect(try await program.send(.patch, "/permissions", strange).places == ["/staff/0"])
            let fixed = #"{"version":0,"auditor":["open-cases"]}"#
            #expect(try await program.send(.patch, "/permissions", fixed).places == ["/auditor"])
            let change = #"{"version":0,"staff":["see-every-case","open-cases"]}"#
            let changed = try await program.send(.patch, "/permissions", change).json
            #expect(changed["version"] == .integer(1) && changed["changedAt"] != .null)
            #expect(changed.texts("staff") == ["see-every-case", "open-cases"])
            #expect(changed["manager"] == shipped["manager"])
            #expect(try await program.send(.patch, "/permissions", change).isProblem(409))
            let other = try await Program(site, browser, for: "mia@firm.example")
            #expect(try await other.get("/permissions").json["version"] == .integer(1))
            #expect(try await other.send(.patch, "/permissions", #"{"version":1,"staff":[]}"#).isProblem(403))
        }
    }
}
