import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct DistributionGroupEndpointTests {
    @Test("TR-09: programs make, change, archive and send to groups; who is left out is said before and after")
    func story() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let mute = try await site.test.person("Mia Mute", .staff, emails: [])
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let groups = "/cases/\(ready.caseFile.id)/distribution-groups"
            let made = try await program.make(
                groups, #"{"name":"Clients","roles":["client contact"],"people":["\#(mute.id)"]}"#)
            let group = made.text("id")
            #expect(made.text("caseId") == ready.caseFile.id.text && made.optionalInteger("version") == 1)
            let taken = try await program.send(.post, groups, #"{"name":"Clients","roles":["employee"]}"#)
            #expect(taken.status == .conflict && taken.text.contains("name-taken"))
            let sends = "/updates/\(ready.update.id)/sends"
            let body = { (more: String) in
                #"{"recipients":[],"groups":["\#(group)"],"identityVerification":true,"linkLifetimeSeconds":900\#(more)}"#
            }
            let refused = try await program.send(.post, sends, body(""))
            #expect(refused.status == .conflict && refused.text.contains("would-leave-out"))
            #expect(refused.text.contains("Mia Mute has no e-mail address."))
            #expect(await site.test.deliverMail().isEmpty)
            let sent = try await program.make(sends, body(#","leaveOut":true"#))
            #expect(sent.texts("groups") == ["Clients"] && sent.items("deliveries").count == 1)
            #expect(sent.items("skipped").map { $0.text("reason") } == ["no address"])
            let change = #"{"version":1,"name":"Everybody","roles":["client contact"]}"#
            #expect(try await program.send(.patch, "/distribution-groups/\(group)", change).status == .ok)
            let stale = try await program.send(.patch, "/distribution-groups/\(group)", change)
            #expect(stale.status == .conflict && stale.text.contains("changed"))
            let archive = "/distribution-groups/\(group)/archive"
            #expect(try await program.send(.put, archive).json.optionalText("archivedAt") != nil)
            let gone = try await program.send(.post, sends, body(""))
            #expect(gone.status == .unprocessableContent && gone.text.contains("/groups"))
            #expect(try await program.send(.delete, archive).json.optionalText("archivedAt") == nil)
            #expect(try await program.get(groups).json.items("groups").map { $0.text("name") } == ["Everybody"])
        }
    }
}
