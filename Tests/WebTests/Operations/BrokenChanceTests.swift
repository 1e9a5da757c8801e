import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("A generator of random bytes that fails")
struct BrokenChanceTests {
    @Test("KM-05: the request ends with an incident; no code, session, challenge or mail comes of it")
    func codes() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            _ = try await browser.get("/f/" + file.token)
            let proof = browser.proof
            site.test.world.breakChance()
            let answer = try await browser.post(
                "/f/\(file.token)/challenge", [("email", "ana@client.example")], token: proof)
            #expect(answer.status.code >= 500 && answer.text.contains("class=\"incident\""))
            #expect(answer.headers[values: .setCookie].isEmpty)
        }
        for table in [TestInstallation.CountedTable.challenges, .codes, .visitorSessions] {
            #expect(try await site.test.rows(in: table) == 0, "\(table)")
        }
        #expect(await site.test.deliverMail().isEmpty)
    }

    @Test("KM-05: nobody is signed in, and no upload begins")
    func staff() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            _ = try await browser.get("/sign-in")
            let proof = browser.proof
            site.test.world.breakChance()
            let answer = try await browser.post(
                "/sign-in", [("email", "kim@firm.example"), ("password", Browser.password)], token: proof)
            #expect(answer.status.code >= 500 && browser.cookie(.staff) == nil)
        }
        #expect(try await site.test.rows(in: .staffSessions) == 0)
    }
}
