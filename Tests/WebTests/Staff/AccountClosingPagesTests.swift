import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Closing accounts by pages")
struct AccountClosingPagesTests {
    @Test("AU-03: archiving leads to the page that says what closing ends; closed by a button, archived, opened again")
    func closing() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        let member = try await site.test.staff("Ivo Inn", email: "ivo@firm.example", role: .manager)
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let page = "/people/\(member.person)"
            let refused = try await desk.post("\(page)/archive", from: page)
            #expect(refused.status == .conflict && refused.text.contains(#"href="\#(page)/closure""#))
            #expect(try await desk.get(page).text.contains(#"href="\#(page)/closure""#))
            let asked = try await desk.get("\(page)/closure").text
            #expect(asked.contains("Close the account of Ivo Inn?") && asked.contains("1 session is open now"))
            let closed = try await desk.post("\(page)/closure", from: "\(page)/closure")
            #expect(closed.leadsTo == "\(page)?told=account-closed")
            #expect(try await desk.get(page).text.contains("Closed</span>"))
            #expect(try await desk.get("\(page)/closure").leadsTo == "\(page)?told=no-change")
            #expect(try await desk.post("\(page)/archive", from: page).leadsTo == "\(page)?told=person-archived")
            #expect(
                try await desk.post("\(page)/closure/deletion", from: page).leadsTo == "\(page)?told=account-reopened")
            let shown = try #require(try await site.test.installation.showPerson(member.person, to: chief))
            #expect(shown.account?.disabledAt == nil && shown.person.archivedAt == nil)
        }
    }

    @Test("AU-03, SE-06: one's own account is not offered for closing, and closing asks for proof first")
    func guarded() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        let member = try await site.test.staff("Ivo Inn", email: "ivo@firm.example", role: .manager)
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let own = "/people/\(chief.person)"
            #expect(try await !desk.get(own).text.contains("\(own)/closure"))
            #expect(try await desk.get("\(own)/closure").status == .conflict)
            #expect(try await desk.post("\(own)/closure", from: own).status == .conflict)
            let page = "/people/\(member.person)"
            site.test.world.pass(.minutes(11))
            let asked = try await desk.post("\(page)/closure", from: "\(page)/closure")
            #expect(asked.status.code == 422 && asked.text.contains("Confirm that it is you"))
            #expect(
                try await site.test.installation.showPerson(member.person, to: chief)?.account?.disabledAt == nil)
        }
    }
}
