import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("Pages of the portal")
struct PortalPagesTests {
    /// From the address to the portal, by forms alone; gives the first page.
    private func signIn(_ browser: Browser, _ site: TestSite, _ address: String = "ana@client.example") async throws {
        let path = "/portal/sign-in"
        let asked = try await browser.submit(path, to: path, [("email", address)])
        #expect(asked.leadsTo == "/portal/sign-in/code")
        let code = try #require(await site.test.deliverMail().last?.code)
        let entered = try await browser.submit("\(path)/code", to: "\(path)/code", [("code", code)])
        #expect(entered.leadsTo == "/portal" && browser.cookie(.portal) != nil)
    }

    /// Switched on by the form of the person's page, and activated; gives that page's path.
    private func letIn(_ person: Person, _ desk: Desk, _ site: TestSite) async throws -> String {
        let page = "/people/\(person.id)"
        let on = try await desk.post("\(page)/portal-access", [("address", "ana@client.example")], from: page)
        #expect(on.leadsTo == "\(page)?told=portal-invited")
        let path = try #require(await site.test.deliverMail().last?.accountPath)
        let other = desk.browser.another()
        let activated = try await other.submit(path, to: path)
        #expect(activated.leadsTo == "/portal/sign-in?told=portal-activated")
        return page
    }

    @Test(
        "DW-06, DW-17: switched on by a form with its reasons, activated by a button, told on both pages, switched off")
    func theSwitch() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = "/people/\(ready.client.id)"
            #expect(try await desk.get(page).text.contains("Invite to the portal"))
            let wrong = try await desk.post("\(page)/portal-access", [("address", "eve@x.example")], from: page)
            #expect(wrong.refuses("address") && wrong.text.contains("Choose one of this person"))
            let bad = try await desk.post("\(page)/portal-access", [("address", "eve")], from: page)
            #expect(bad.refuses("address"))
            _ = try await desk.post("\(page)/portal-access", [("address", "ana@client.example")], from: page)
            let invited = try await desk.get(page)
            #expect(invited.text.contains("Invited") && invited.text.contains("30 Nov 2026, 12:00 UTC"))
            #expect(try await desk.get("/people").text.contains("Invited to portal"))
            let first = try #require(await site.test.deliverMail().last?.accountPath)
            let again = try await desk.post("\(page)/portal-access/invitations", from: page)
            #expect(again.leadsTo == "\(page)?told=portal-invited")
            let second = try #require(await site.test.deliverMail().last?.accountPath)
            let other = browser.another()
            #expect(try await other.get(first).status == .gone)
            for _ in 1...3 {
                let form = try await other.get(second)
                #expect(form.status == .ok && !form.text.contains("ana@client.example"))
                #expect(form["Referrer-Policy"] == "no-referrer" && other.cookie(.portal) == nil)
            }
            #expect(try await other.submit(second, to: second).leadsTo == "/portal/sign-in?told=portal-activated")
            #expect(other.cookie(.portal) == nil)
            #expect(try await other.get(second).text.contains("Your access is active"))
            #expect(try await desk.get(page).text.contains("Active"))
            #expect(try await other.get("/portal/activations/" + String(repeating: "A", count: 43)).status == .notFound)
            try await signIn(other, site)
            let withSession = try await desk.get(page)
            #expect(withSession.text.contains("Where this person is signed in to the portal"))
            let off = try await desk.post("\(page)/portal-access/deletion", from: page)
            #expect(off.leadsTo == "\(page)?told=portal-off")
            #expect(try await other.get("/portal").leadsTo == "/portal/sign-in")
            #expect(try await desk.get("/people").text.contains("Portal off"))
        }
    }

    @Test("IV-09: the sign-in answers every address alike, in every particular, and mails to those with access alone")
    func sameAnswer() async throws {
        let site = try await TestSite(production: true)
        let ready = try await ReadyUpdate(site.test)
        let ana = try TestContact(site.test, ready.client)
        try await ana.letIn(by: ready.viewer)
        try await site.visit { browser in
            var answers: [(TestResponse, TestResponse, TestResponse)] = []
            for address in ["ana@client.example", "eve@client.example", "sam@firm.example"] {
                let other = browser.another()
                let asked = try await other.submit("/portal/sign-in", to: "/portal/sign-in", [("email", address)])
                let page = try await other.get("/portal/sign-in/code")
                let wrong = try await other.submit(
                    "/portal/sign-in/code", to: "/portal/sign-in/code", [("code", "1234 5678")])
                answers.append((asked, page, wrong))
            }
            #expect(await site.test.deliverMail().map(\.to) == ["ana@client.example"])
            for answer in answers {
                #expect(
                    answer.0.status == .seeOther && answer.0.headers.map(\.name) == answers[0].0.headers.map(\.name))
                #expect(answer.1.status == .ok && answer.2.status == .unprocessableContent)
                #expect(answer.2.refuses("code"))
            }
            #expect(
                try await browser.submit("/portal/sign-in", to: "/portal/sign-in", [("email", "x")]).refuses("email"))
            let tooSoon = browser.another()
            for _ in 1...2 {
                _ = try await tooSoon.submit(
                    "/portal/sign-in", to: "/portal/sign-in", [("email", "eve@client.example")])
            }
            let form = try await tooSoon.get("/portal/sign-in/code")
            let again = try await tooSoon.post("/portal/sign-in", token: form.formToken)
            #expect(again.status.code == 429)
            let lost = try await browser.get("/portal/sign-in/code")
            #expect(lost.status == .unprocessableContent && lost.text.contains("Start again from the sign-in"))
        }
    }

    @Test("TR-31, AU-01: the portal shows one's own, opens it without a code, and the tracker says who it was")
    func portal() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let bo = try await site.test.person("Bo Other", emails: ["bo@client.example"])
        let hidden = try await site.test.caseFile("2026-999", by: ready.viewer, clients: [bo])
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        await site.test.deliverMail()
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            _ = try await letIn(ready.client, desk, site)
            let ana = browser.another()
            #expect(try await ana.get("/portal/updates").leadsTo == "/portal/sign-in")
            try await signIn(ana, site)
            let start = try await ana.get("/portal")
            #expect(start.text.contains("Welcome, Ana Client") && start.text.contains("Harbour matter"))
            #expect(start.text.contains(ready.update.title) && !start.text.contains("Bo Other"))
            #expect(start["Cache-Control"] == "no-store")
            #expect(try await ana.get("/portal/cases/\(ready.caseFile.id)").text.contains(ready.update.title))
            #expect(try await ana.get("/portal/cases/\(hidden.id)").status == .notFound)
            #expect(try await ana.get("/portal/updates").text.contains("1 file"))
            let link = try #require(start.text.firstMatch(of: /href="(\/f\/[^"]+)"/)).1
            let file = try await ana.get(String(link))
            #expect(file.text.contains("Signed in as <strong>Ana Client") && file.text.contains("Secret name.pdf"))
            let bytes = try await ana.get("\(link)/download")
            #expect(bytes.status == .ok && Array(bytes.body.readableBytesView) == [1, 2, 3])
            let row = try #require(try await site.test.installation.showSend(send, to: ready.viewer)?.deliveries.first)
            let timeline = try await desk.get("/deliveries/\(row.delivery.id)")
            #expect(timeline.text.contains("Ana Client, signed in to the portal"))
            for path in ["/", "/people", "/cases/\(ready.caseFile.id)"] {
                #expect(try await ana.get(path).leadsTo?.hasPrefix("/sign-in") == true)
            }
            #expect(try await desk.get("/portal").leadsTo == "/portal/sign-in")
        }
    }

    @Test("SE-04, SE-08: the profile lists one's sessions and ends them; signing out clears the browser")
    func profile() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let ana = try TestContact(site.test, ready.client)
        try await ana.letIn(by: ready.viewer)
        try await site.visit { browser in
            try await signIn(browser, site)
            site.test.world.pass(.minutes(1))
            let other = browser.another()
            try await signIn(other, site)
            let page = try await other.get("/portal/profile")
            #expect(page.text.contains("ana@client.example") && page.text.contains("this session"))
            let end = try #require(page.text.firstMatch(of: /action="(\/portal\/sessions\/[a-z0-9]+\/deletion)"/)).1
            let ended = try await other.post(String(end), token: page.formToken)
            #expect(ended.leadsTo == "/portal/profile?told=session-ended")
            #expect(try await browser.get("/portal").leadsTo == "/portal/sign-in")
            #expect(try await other.post("/portal/sign-out", token: "x").status == .forbidden)
            let out = try await other.submit("/portal", to: "/portal/sign-out")
            #expect(
                out.leadsTo == "/portal/sign-in?told=signed-out" && out["Clear-Site-Data"]?.contains("cookies") == true)
            #expect(other.cookie(.portal) == nil)
            #expect(try await other.get("/portal/profile").leadsTo == "/portal/sign-in")
        }
    }

    @Test(
        "TR-14, TR-15: notifications of the portal are read, opened and marked by forms, and mails chosen on the profile"
    )
    func notifications() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            _ = try await letIn(ready.client, desk, site)
            let client = browser.another()
            try await signIn(client, site)
            let page = "/portal/notifications"
            #expect(try await client.get(page).text.contains("Nothing yet."))
            _ = try await site.test.send(ready.update, to: [ready.client], by: site.test.again(ready.viewer))
            #expect(try await client.get("/portal").text.contains("Notifications not marked as read: 1"))
            let told = "/people/\(ready.client.id)/notifications"
            #expect(try await desk.get("/people/\(ready.client.id)").text.contains(#"href="\#(told)""#))
            #expect(try await desk.get(told).text.contains(ready.update.title))
            let list = try await client.get(page)
            #expect(list.text.contains("<title>(1) Notifications") && list.text.contains("Unread"))
            let forms = list.text.firstMatch(of: /action="(\/portal\/notifications\/[^"]+\/opening)"/)
            let opening = try #require(forms).1
            let opened = try await client.submit(page, to: String(opening))
            #expect(opened.leadsTo?.hasPrefix("/f/") == true)
            #expect(try await client.get(opened.leadsTo ?? "").status == .ok)
            #expect(try await !client.get(page).text.contains("Unread"))
            _ = try await site.test.send(ready.update, to: [ready.client], by: site.test.again(ready.viewer))
            let again = try await client.get(page).text.firstMatch(of: /name="up-to" value="([^"]+)"/)
            let newest = try #require(again).1
            let read = try await client.submit(page, to: "\(page)/bulk-reading", [("up-to", String(newest))])
            #expect(read.leadsTo == "\(page)?told=all-read")
            #expect(try await !client.get(page).text.contains("Unread"))
            #expect(try await client.submit(page, to: "\(page)/bulk-reading", [("up-to", "x")]).status.code == 422)
            let profile = "/portal/profile"
            #expect(try await client.get(profile).text.contains(#"value="yes" checked"#))
            let chosen = try await client.submit(profile, to: "\(profile)/mail", [("mail", "no")])
            #expect(chosen.leadsTo == "\(profile)?told=saved")
            #expect(try await client.get(profile).text.contains(#"value="no" checked"#))
            #expect(try await client.submit(profile, to: "\(profile)/mail", [("mail", "maybe")]).status.code == 422)
            let other = browser.another()
            #expect(try await other.get(page).leadsTo?.hasPrefix("/portal/sign-in") == true)
        }
    }
}
