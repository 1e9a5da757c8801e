import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct NotificationEndpointTests {
    @Test("TR-15, EN-17: programs list, mark as read and choose; a closed door is the same as none")
    func story() async throws {
        let site = try await TestSite()
        let manager = try await site.test.staff("Mia Manager", email: "mia@firm.example", role: .manager)
        let author = try await site.test.staff("Ivo Author", email: "ivo@firm.example", role: .investigator)
        let caseFile = try await site.test.caseFile(by: manager, staff: [author.person])
        for _ in 0..<3 {
            let update = try await site.test.written(in: caseFile, by: author)
            _ = try await site.test.installation.submitUpdate(update, by: author)
            site.test.world.pass(.seconds(1))
        }
        try await site.visit { browser in
            let program = try await Program(site, browser, for: "mia@firm.example")
            let page = try await program.get("/notifications?limit=2").json
            let items = page.items("notifications")
            #expect(items.map { $0.text("kind") } == ["update submitted", "update submitted"])
            #expect(items[0].text("actorName") == "Ivo Author" && items[0].text("caseId") == caseFile.id.text)
            let rest = try await program.get("/notifications?limit=2&after=\(page.text("next"))").json
            #expect(rest.items("notifications").count == 1 && rest.optionalText("next") == nil)
            let id = items[1].text("id")
            let read = try await program.send(.put, "/notifications/\(id)/reading")
            #expect(try read.status == .ok && read.json.optionalText("readAt") != nil)
            #expect(try await program.get("/notifications?unread=true").json.items("notifications").count == 2)
            let all = try await program.send(.post, "/notifications/bulk-reading", #"{"upTo":"\#(id)"}"#)
            #expect(try all.status == .ok && all.json.optionalInteger("unread") == 1)
            let nobodys = try await program.send(
                .post, "/notifications/bulk-reading", #"{"upTo":"\#(caseFile.id)"}"#)
            #expect(nobodys.status == .unprocessableContent && nobodys.text.contains("/upTo"))
            let other = try await Program(site, browser, for: "ivo@firm.example")
            #expect(try await other.send(.put, "/notifications/\(id)/reading").status == .notFound)
            let choice = #"{"kinds":[{"kind":"viewed","channel":"mail"}]}"#
            let chosen = try await program.send(.patch, "/account/notifications", choice)
            let viewed = try chosen.json.items("kinds").first { $0.text("kind") == "viewed" }
            #expect(chosen.status == .ok && viewed?.text("channel") == "mail")
            let fixed = try await program.send(
                .patch, "/account/notifications", #"{"kinds":[{"kind":"delivery failed","channel":"never"}]}"#)
            #expect(fixed.status == .unprocessableContent && fixed.text.contains("cannot be switched off"))
            #expect(
                try await other.get("/account/notifications").json.items("kinds").contains {
                    $0.text("kind") == "viewed" && $0.text("channel") == "never"
                })
        }
    }

    @Test("TR-15: programs read what somebody was told of, as far as the person they act for sees it")
    func told() async throws {
        let site = try await TestSite()
        let manager = try await site.test.staff("Mia Manager", email: "mia@firm.example", role: .manager)
        let author = try await site.test.staff("Ivo Author", email: "ivo@firm.example", role: .investigator)
        _ = try await site.test.staff("Una Outside", email: "una@firm.example", role: .administrator)
        let caseFile = try await site.test.caseFile(by: manager, staff: [author.person])
        for _ in 0..<3 {
            let update = try await site.test.written(in: caseFile, by: author)
            _ = try await site.test.installation.submitUpdate(update, by: author)
            site.test.world.pass(.seconds(1))
        }
        try await site.visit { browser in
            let path = "/people/\(manager.person)/notifications"
            let keeper = try await Program(site, browser, for: "una@firm.example")
            let page = try await keeper.get("\(path)?limit=2").json
            #expect(page.items("notifications").map { $0.text("kind") } == ["update submitted", "update submitted"])
            let rest = try await keeper.get("\(path)?limit=2&after=\(page.text("next"))").json
            #expect(rest.items("notifications").count == 1 && rest.optionalText("next") == nil)
            let astray = try await keeper.get("\(path)?after=\(caseFile.id)")
            #expect(astray.status == .unprocessableContent)
            let other = try await Program(site, browser, for: "ivo@firm.example")
            #expect(try await other.get(path).status == .notFound)
            #expect(try await keeper.get("/people/\(caseFile.id)/notifications").status == .notFound)
        }
    }
}
