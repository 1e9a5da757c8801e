import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Tokens of the interface")
struct BearerTests {
    @Test("AU-03: without a token that is good now the answer is 401 and says how to show one")
    func unauthorized() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        let good = try await site.test.token(for: "sam@firm.example", days: 1)
        try await site.visit { browser in
            #expect(try await Program(browser, token: good).get("/account").status == .ok)
            let changed = good.dropLast() + (good.hasSuffix("A") ? "Q" : "A")
            for token in [nil, "", "x", String(changed), good + "A", String(good.dropFirst(8)), good.uppercased()] {
                let answer = try await Program(browser, token: token).get("/people")
                #expect(answer.isProblem(401) && answer["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
            }
            for scheme in ["Basic \(good)", good, "Bearer", "Bearer\(good)", "Token \(good)"] {
                let answer = try await browser.send(.get, "/api/v1/people", [.authorization: scheme])
                #expect(answer.isProblem(401), "\(scheme)")
            }
            site.test.world.pass(.days(1))
            #expect(try await Program(browser, token: good).get("/account").isProblem(401))
        }
    }

    @Test("AU-03: a lower role, a closed account and a revoked token act on the next request")
    func changes() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        let other = try await site.test.staff("Ida Other", email: "ida@firm.example", role: .manager)
        let installation = site.test.installation
        try await site.visit { browser in
            let program = try await Program(site, browser, for: "ida@firm.example")
            let body = #"{"reference":"1","title":"One"}"#
            #expect(try await program.send(.post, "/cases", body).status == .created)
            #expect(try await installation.changeStaff(other.person, .init(role: .auditor), by: chief) == .changed)
            #expect(try await program.send(.post, "/cases", body).isProblem(403))
            #expect(try await program.get("/cases").status == .ok)
            #expect(try await installation.changeStaff(other.person, .init(isDisabled: true), by: chief) == .changed)
            #expect(try await program.get("/cases").isProblem(401))
            #expect(try await installation.changeStaff(other.person, .init(isDisabled: false), by: chief) == .changed)
            #expect(try await program.get("/cases").isProblem(401))
            let fresh = try await Program(site, browser, for: "ida@firm.example")
            let id: ID<ApiToken> = try ID(
                reading: try await fresh.get("/account").json["token"]?.text("id") ?? "")
            #expect(try await installation.revokeToken(id) == .revoked(of: other.person))
            #expect(try await fresh.get("/cases").isProblem(401))
        }
    }

    @Test("AU-03: a cookie opens nothing of the interface, and a token no page")
    func apart() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let header: HTTPFields = [.authorization: "Bearer \(program.token ?? "")"]
            #expect(try await browser.get("/cases", header).status == .seeOther)
            #expect(try await browser.get("/sends/x/events", header).status == .seeOther)
            let desk = try await Desk(site, viewer, browser)
            #expect(try await desk.get("/cases").status == .ok)
            #expect(try await desk.get("/api/v1/cases").isProblem(401))
            let answer = try await program.get("/cases")
            #expect(answer.status == .ok && answer.headers[values: .setCookie].isEmpty)
        }
    }

    @Test("RL-04: wrong tokens are counted by client address; a good one is not refused")
    func limits() async throws {
        let site = try await TestSite(production: true)
        _ = try await site.test.staff()
        try await site.visit { browser in
            for _ in 0..<30 { #expect(try await Program(browser, token: "wrong").get("/cases").isProblem(401)) }
            let answer = try await Program(browser, token: "wrong").get("/cases")
            #expect(answer.isProblem(429) && answer["Retry-After"] != nil)
            #expect(try await Program(site, browser).get("/cases").status == .ok)
        }
    }

    @Test("AU-03: that a token was used is noted at most once a minute; the token itself is nowhere")
    func lastUse() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let first = site.test.world.now()
            #expect(try await program.get("/account").status == .ok)
            site.test.world.pass(.seconds(59))
            #expect(try await program.get("/account").status == .ok)
            let listed = try #require(try await site.test.installation.listTokens()?.first)
            #expect(listed.token.lastUsedAt == first && listed.person == "Sam Staff")
            site.test.world.pass(.seconds(2))
            let account = try await program.get("/account")
            #expect(try account.json["name"] == "Sam Staff" && account.json["role"] == "administrator")
            #expect(!account.text.contains(program.token ?? "?"))
            #expect(try await site.test.installation.listTokens()?.first?.token.lastUsedAt == site.test.world.now())
            #expect(!site.log.lines.joined().contains(program.token?.suffix(20) ?? "?"))
        }
    }
}
