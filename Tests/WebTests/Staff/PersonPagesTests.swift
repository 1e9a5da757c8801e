import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Pages of people")
struct PersonPagesTests {
    @Test("AU-07: a stale form undoes nothing, keeps what was typed, says what changed, and can then be saved")
    func stale() async throws {
        let site = try await TestSite()
        let (chief, installation) = (try await site.test.staff(), site.test.installation)
        let member = try await site.test.staff("Ivo", email: "ivo@firm.example", role: .owner)
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let edit = try await desk.get("/people/\(member.person)/edit")
            let (first, token) = (try #require(edit.formAction), edit.formToken)
            _ = try await installation.changeStaff(member.person, .init(role: .auditor), by: chief)
            let typed = [
                ("name", "Ivo Typed"), ("email", "ivo@firm.example"), ("aliases", ""), ("role", "owner"),
                ("password", ""),
            ]
            let refused = try await browser.post(first, typed, token: token)
            #expect(refused.status == .conflict && refused.text.contains("Ivo Typed"))
            #expect(refused.text.contains("to “auditor” meanwhile") && refused.text.contains("to “Ivo” meanwhile"))
            let before = try await installation.showPerson(member.person, to: chief)
            #expect(before?.account?.role == .auditor && before?.person.name == "Ivo")
            let second = try #require(refused.formAction)
            #expect(try await browser.post(second, typed, token: token).status == .seeOther)
            let after = try await installation.showPerson(member.person, to: chief)
            #expect(after?.account?.role == .owner && after?.person.name == "Ivo Typed")
            #expect(try await browser.post("/people/\(member.person)", typed, token: token).status.code == 422)
        }
    }

    @Test("AU-07: the stale form of a contact says what changed, and nothing of a role it has not")
    func staleContact() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        let ana = try await site.test.person("Ana C.", emails: ["ana@client.example"])
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let edit = try await desk.get("/people/\(ana.id)/edit")
            let (action, token) = (try #require(edit.formAction), edit.formToken)
            let typed = [("name", "Ana Typed"), ("email", "ana@client.example"), ("aliases", ""), ("coordinator", "")]
            #expect(try await browser.post(action, typed, token: token).status == .seeOther)
            let stale = typed.map { $0.0 == "name" ? ("name", "Ana Late") : $0 }
            let refused = try await browser.post(action, stale, token: token)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("Somebody changed this to “Ana Typed” meanwhile. Save again to keep yours."))
            #expect(!refused.text.contains("href=\"#role\""))
        }
    }
}

extension TestResponse {
    /// Where the form of a person goes.
    fileprivate var formAction: String? {
        text.firstMatch(of: /action="(\/people\/[^"]+)"/).map { String($0.1).replacing("&#x3D;", with: "=") }
    }
}
