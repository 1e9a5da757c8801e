import Actions
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct SetupPageTests {
    private func fields(_ token: String, password: String = Browser.password) -> [(String, String)] {
        [("token", token), ("name", "Kim Keeper"), ("email", "kim@firm.example"), ("password", password)]
    }

    @Test("OP-04: with the console's token the page makes one administrator, and then there is no such page")
    func once() async throws {
        let site = try await TestSite()
        let token = try #require(try await site.test.installation.issueSetupToken())
        try await site.visit { browser in
            let forged = try await browser.submit("/setup", to: "/setup", fields("forged"))
            #expect(forged.refuses("token") && forged.text.contains("value=\"Kim Keeper\""))
            let weak = try await browser.submit("/setup", to: "/setup", fields(token, password: "short"))
            #expect(weak.refuses("password") && !weak.text.contains("value=\"short\""))
            let made = try await browser.submit("/setup", to: "/setup", fields(token))
            #expect(made.status == .seeOther && made.path == "/sign-in")
            #expect(try await browser.get("/setup").status == .notFound)
            let proof = try await browser.get("/sign-in").formToken
            #expect(try await browser.post("/setup", fields(token), token: proof).status == .notFound)
            #expect(try await browser.signIn().location == "/")
        }
    }

    @Test(
        "OP-04: as delivered nobody can sign in, and no field makes a role of one's own choice",
        arguments: ["role", "kind"])
    func noDefaults(field: String) async throws {
        let site = try await TestSite()
        let token = try #require(try await site.test.installation.issueSetupToken())
        try await site.visit { browser in
            #expect(try await browser.signIn("admin@firm.example", "administrator-1").refuses("email"))
            let answer = try await browser.submit("/setup", to: "/setup", fields(token) + [(field, "owner")])
            #expect(answer.status == .unprocessableContent)
            #expect(try await site.test.installation.awaitsFirstAdministrator())
        }
    }
}
