import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("What the log keeps for later")
struct AuditTests {
    @Test(
        "OP-06: sign-ins, staff actions and refusals have a line with ids, and with no name, address of mail or password"
    )
    func lines() async throws {
        let site = try await TestSite()
        let person = try await site.account("canary@firm.example", name: "Canary Keeper")
        let stranger = try await site.account("other@firm.example", role: .investigator)
        try await site.visit { browser in
            _ = try await browser.signIn("canary@firm.example", "canary password")
            _ = try await browser.signIn("canary@firm.example")
            _ = try await browser.submit("/cases/new", to: "/cases", [("reference", "CANARY-1"), ("title", "Canary")])
            let other = browser.another()
            _ = try await other.signIn("other@firm.example")
            #expect(try await other.get("/cases/\(person)").status == .notFound)
        }
        let lines = site.log.lines.filter { $0.contains("\"audit\"") }
        func count(_ words: String...) -> Int { lines.count { line in words.allSatisfy { line.contains($0) } } }
        #expect(count("sign-in", "wrong") == 1)
        #expect(count("sign-in", "signed in", "\(person)") == 1 && count("sign-in", "signed in", "\(stranger)") == 1)
        #expect(count("staff action ", "/cases", "\(person)", "POST") == 1)
        #expect(count("staff action refused", "/cases/{case}", "\(stranger)", "404", "of case", "\(person)") == 1)
        #expect(!site.log.lines.contains { $0.lowercased().contains("canary") })
        #expect(site.site.installation.figures.total(.signIn(.signedIn)) == 2)
        #expect(site.site.installation.figures.total(.signIn(.wrong)) == 1)
    }

    @Test("OP-06: a limit that was hit has a line and a count, by its route")
    func limits() async throws {
        let site = try await TestSite(production: true)
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            for _ in 0..<20 { #expect(try await browser.get("/f/" + file.token).status == .ok) }
            let refused = try await browser.get("/f/" + file.token)
            #expect(refused.status == .tooManyRequests)
        }
        #expect(
            site.log.lines.contains { $0.contains("limit hit") && $0.contains("429") && $0.contains("/f/{token}") })
        #expect(site.site.limitHits.count(.landingsOfLink) == 1)
    }
}
