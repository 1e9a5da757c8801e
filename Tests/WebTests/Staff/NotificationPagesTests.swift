import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct NotificationPagesTests {
    /// A manager at the desk, and an author whose submission the manager was told of.
    private struct Scene {
        let site: TestSite
        let manager, author: Viewer
        let caseFile: CaseFile
        let update: ID<CaseUpdate>

        init() async throws {
            site = try await TestSite()
            manager = try await site.test.staff("Mia Manager", email: "mia@firm.example", role: .manager)
            author = try await site.test.staff("Ivo Author", email: "ivo@firm.example", role: .investigator)
            caseFile = try await site.test.caseFile(by: manager, staff: [author.person])
            update = try await site.test.written(in: caseFile, by: author)
            _ = try await site.test.installation.submitUpdate(update, by: author)
        }
    }

    @Test("TR-15: counted in the head of each page, listed, opened and marked as read by forms alone")
    func story() async throws {
        let scene = try await Scene()
        try await scene.site.visit { browser in
            let desk = try await Desk(scene.site, scene.manager, browser)
            #expect(try await desk.get("/cases").text.contains("1<span class=\"visually-hidden\"> unread</span>"))
            let list = try await desk.get("/notifications")
            for text in ["(1) Notifications", "Ivo Author submitted “Interview”", "2026-001", "Mark all as read"] {
                #expect(list.text.contains(text), "\(text)")
            }
            let action = try #require(list.text.firstMatch(of: /action="(\/notifications\/\w+\/opening)"/)?.1)
            let opened = try await desk.post(String(action), from: "/notifications")
            #expect(opened.leadsTo == "/updates/\(scene.update)")
            #expect(!(try await desk.get("/cases").text.contains(" unread</span>")))
            #expect(try await desk.get("/notifications?unread=1").text.contains("You have read everything."))
            #expect(!(try await desk.get("/notifications").text.contains("Mark all as read")))
            let second = try await scene.site.test.written(in: scene.caseFile, by: scene.author)
            _ = try await scene.site.test.installation.submitUpdate(second, by: scene.author)
            let unread = try await desk.get("/notifications?unread=1")
            let form = unread.text.firstMatch(of: /action="(\/notifications\/\w+\/reading\?unread=1)"/)
            let reading = try #require(form?.1)
            let read = try await desk.post(String(reading), from: "/notifications")
            #expect(read.leadsTo == "/notifications?unread=1")
        }
    }

    @Test("TR-15: all are marked as read up to what the page showed; a key of nobody's marks nothing")
    func all() async throws {
        let scene = try await Scene()
        try await scene.site.visit { browser in
            let desk = try await Desk(scene.site, scene.manager, browser)
            let shown = try await desk.get("/notifications").hiddenFields.filter { $0.0 == "up-to" }
            scene.site.test.world.pass(.seconds(1))
            let second = try await scene.site.test.written(in: scene.caseFile, by: scene.author)
            _ = try await scene.site.test.installation.submitUpdate(second, by: scene.author)
            let done = try await desk.post("/notifications/bulk-reading", shown, from: "/notifications")
            #expect(done.leadsTo == "/notifications?told=all-read")
            let list = try await desk.get("/notifications")
            #expect(list.text.contains("(1) Notifications"))
            let odd = try await desk.post(
                "/notifications/bulk-reading", [("up-to", ID<Notification>(high: 1, low: 1).text)],
                from: "/notifications")
            #expect(odd.leadsTo == "/notifications?told=no-change")
            let none = try await desk.post("/notifications/bulk-reading", [], from: "/notifications")
            #expect(none.status == .unprocessableContent)
        }
        try await scene.site.visit { browser in
            let other = try await Desk(scene.site, scene.author, browser)
            #expect(try await other.get("/notifications").text.contains("Nothing yet."))
        }
    }

    @Test("EN-17, OS-16: each kind with its choices, saved whole; what cannot be switched off says why")
    func settings() async throws {
        let scene = try await Scene()
        try await scene.site.visit { browser in
            let desk = try await Desk(scene.site, scene.manager, browser)
            let page = try await desk.get("/account/notifications")
            for text in ["Delivery notifications", "Always mailed", "A message of yours cannot be delivered"] {
                #expect(page.text.contains(text))
            }
            #expect(page.text.contains("<option value=\"never\" selected>Not at all</option>"))
            let path = "/account/notifications"
            let saved = try await desk.post(
                path, [("viewed", "in the application"), ("update-submitted", "in the application")], from: path)
            #expect(saved.leadsTo == "/account/notifications?told=saved")
            let kept = try await scene.site.test.installation.showNotificationPreference(to: scene.manager).preference
            #expect(kept[.viewed] == .inApp && kept[.updateSubmitted] == .inApp && kept[.updateSent] == .mail)
            let refused = try await desk.post(path, [("viewed", "mail"), ("assigned", "never")], from: path)
            #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#assigned\""))
            #expect(refused.text.contains("<option value=\"mail\" selected>"))
            let after = try await scene.site.test.installation.showNotificationPreference(to: scene.manager).preference
            #expect(after == kept)
            let fixed = try await desk.post(path, [("delivery-failed", "mail")], from: path)
            #expect(fixed.status == .unprocessableContent || fixed.status == .badRequest)
        }
    }

    @Test("TR-14: dialog, check page, matrix, timeline and person say that somebody is told in the application only")
    func inAppOnly() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let quiet = try await site.test.staff("Quinn Quiet", email: "quinn@firm.example", role: .investigator)
        _ = try await site.test.installation.chooseNotifications([.updateSent: "in the application"], by: quiet)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let sends = "/updates/\(ready.update.id)/sends"
            #expect(try await desk.get("\(sends)/new").text.contains("quinn@firm.example, in the application only"))
            let choices = [("recipient", quiet.person.text), ("note", ""), ("life", "604800")]
            let check = try await desk.post("\(sends)/check", choices, from: "\(sends)/new")
            #expect(check.text.contains("In the application only"))
            let sent = try await desk.post(sends, check.hiddenFields, from: "\(sends)/new")
            let tracker = try await desk.get(try #require(sent.leadsTo)).text
            #expect(tracker.contains("In the application only"))
            #expect(await site.test.deliverMail().isEmpty)
            let delivery = try #require(tracker.firstMatch(of: /\/deliveries\/\w+/)?.output)
            let timeline = try await desk.get(String(delivery)).text
            #expect(timeline.contains("Told in the application only") && timeline.contains("no mail of case updates"))
            #expect(try await desk.get("/people/\(quiet.person)").text.contains("In the application only"))
        }
    }
}
