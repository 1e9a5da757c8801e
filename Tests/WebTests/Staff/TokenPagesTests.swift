import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Tokens on pages")
struct TokenPagesTests {
    @Test(
        "AU-03: the account page lists one's tokens, and revokes one after it asked; then it says that there are none")
    func own() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            #expect(try await desk.get("/account").text.contains("casecourier tokens create"))
            let program = try await Program(site, browser)
            let page = try await desk.get("/account").text
            #expect(page.contains("casecourier tokens create --for sam@firm.example"))
            #expect(page.contains("Expired and revoked tokens are not listed."))
            #expect(page.contains("Case system") && page.contains("Never") && !page.contains(program.token ?? "?"))
            let path = try #require(page.firstMatch(of: /href="(\/tokens\/[^"]+)"/)).1
            let asked = try await desk.get(String(path))
            #expect(asked.status == .ok && asked.text.contains("Sam Staff") && asked.text.contains("Keep it"))
            #expect(try await program.get("/account").status == .ok)
            let revoked = try await desk.post(String(path), from: String(path))
            #expect(revoked.leadsTo == "/account?told=token-revoked")
            #expect(try await program.get("/account").isProblem(401))
            #expect(try await desk.get("/account").text.contains("casecourier tokens create"))
            #expect(try await desk.get(String(path)).status == .notFound)
        }
    }

    @Test("AU-01, AU-03: tokens of others are shown to administrators alone, who may revoke them")
    func others() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        let manager = try await site.test.staff("Mia Manager", email: "mia@firm.example", role: .manager)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let id = try #require(try await site.test.installation.listTokens()?.first?.token.id)
            let other = try await Desk(site, manager, browser.another())
            #expect(try await other.get("/tokens/\(id)/revocation").status == .notFound)
            #expect(try await other.post("/tokens/\(id)/revocation", from: "/account").status == .notFound)
            #expect(!(try await other.get("/people/\(chief.person)").text.contains("Programs that act")))
            #expect(try await program.get("/account").status == .ok)
            let theirs = try await Program(site, browser, for: "mia@firm.example")
            let desk = try await Desk(site, chief, browser.another())
            let page = try await desk.get("/people/\(manager.person)").text
            #expect(page.contains("casecourier tokens create --for mia@firm.example"))
            let path = String(try #require(page.firstMatch(of: /href="(\/tokens\/[^"]+)"/)).1)
            let revoked = try await desk.post(path, from: path)
            #expect(revoked.leadsTo == "/people/\(manager.person)?told=token-revoked")
            #expect(try await theirs.get("/account").isProblem(401))
        }
    }
}
