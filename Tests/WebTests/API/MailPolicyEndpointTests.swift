import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct MailPolicyEndpointTests {
    @Test("TR-32: programs of administrators say what mails may hold, with a version, and that case data may leave")
    func policy() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        _ = try await site.test.staff("Mia", email: "mia@firm.example", role: .manager)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let open = try #require(MailPolicy.allCases.first { $0 != .secure }).rawValue
            let shipped = try await program.get("/mail-policy").json
            #expect(shipped["version"] == .integer(0) && shipped.text("policy") == "secure")
            let unsaid = #"{"version":0,"policy":"\#(open)"}"#
            #expect(try await program.send(.patch, "/mail-policy", unsaid).places == ["/confirmed"])
            let said = #"{"version":0,"policy":"\#(open)","confirmed":true}"#
            let other = try await Program(site, browser, for: "mia@firm.example")
            #expect(try await other.send(.patch, "/mail-policy", said).isProblem(403))
            let changed = try await program.send(.patch, "/mail-policy", said).json
            #expect(changed["version"] == .integer(1) && changed.text("policy") == open)
            #expect(try await program.send(.patch, "/mail-policy", said).isProblem(409))
            let back = #"{"version":1,"policy":"secure"}"#
            #expect(try await program.send(.patch, "/mail-policy", back).json.text("policy") == "secure")
        }
    }
}
