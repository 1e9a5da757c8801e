import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct CaseVersionTests {
    @Test("CR-10: of two who edit a case at once the second is shown what the first saved, and loses nothing")
    func stale() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile("2026-1", by: viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let path = "/cases/\(caseFile.id)"
            let form = try await desk.get("\(path)/edit")
            let action = String(try #require(form.text.firstMatch(of: /action="(\/cases\/[^"]+version=[^"]+)"/)).1)
            func fields(_ title: String, _ tags: String) -> [(String, String)] {
                [("reference", "2026-1"), ("title", title), ("type", ""), ("tags", tags)]
            }
            let first = try await desk.post(
                action, fields("Theirs", "") + [("verification", "on")], from: "\(path)/edit")
            #expect(first.leadsTo?.hasPrefix(path) == true)
            let second = try await desk.post(action, fields("Mine", "quay"), from: "\(path)/edit")
            #expect(second.status == .conflict)
            for words in [
                "Somebody changed this to “Theirs” meanwhile.", "Somebody changed this to “asked for” meanwhile.",
                "value=\"Mine\"", "value=\"quay\"",
            ] {
                #expect(second.text.contains(words), "\(words)")
            }
            let now = String(try #require(second.text.firstMatch(of: /action="(\/cases\/[^"]+version=[^"]+)"/)).1)
            #expect(now != action)
            #expect(try await desk.post(now, fields("Mine", "quay"), from: "\(path)/edit").status == .seeOther)
            #expect(try await site.test.installation.findCase(caseFile.id, for: viewer)?.title == "Mine")
            #expect(try await desk.post(path, fields("X", ""), from: "\(path)/edit").status == .unprocessableContent)
        }
    }
}
