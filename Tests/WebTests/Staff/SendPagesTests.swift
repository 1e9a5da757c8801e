import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct SendPagesTests {
    private func fields(_ people: [Person], _ more: [(String, String)] = []) -> [(String, String)] {
        people.map { ("recipient", $0.id.text) } + [("note", ""), ("life", "604800")] + more
    }

    @Test("TR-04, TR-05, TR-06, TR-08: the dialog has blocks of people with boxes; unassigned staff are one of them")
    func blocks() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let colleague = try await site.test.person("Cora Colleague", .staff, emails: ["cora@firm.example"])
        let mute = try await site.test.person("Mia Mute", .staff, emails: [])
        let stranger = try await site.test.person("Eve Else", emails: ["eve@else.example"])
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get("/updates/\(ready.update.id)/sends/new")
            #expect(page.status == .ok)
            for title in ["Client contacts", "Affiliate contacts", "Assigned staff", "Unassigned staff"] {
                #expect(page.text.contains(title))
            }
            #expect(page.text.contains("id=\"recipient-\(ready.client.id)\" value=\"\(ready.client.id)\">"))
            #expect(page.text.contains("value=\"\(colleague.id)\">"))
            #expect(page.text.contains("value=\"\(mute.id)\" disabled>"))
            #expect(page.text.contains("No e-mail address is known."))
            #expect(!page.text.contains(stranger.id.text))
        }
    }

    @Test("TR-19, N-21: link lives are offered up to the organisation's maximum and no longer one is taken")
    func lives() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let page = try await desk.get("\(path)/new")
            #expect(page.text.contains("value=\"900\"") && page.text.contains("value=\"2592000\""))
            #expect(!page.text.contains("value=\"5184000\""))
            for life in ["5184000", "60", "-1", "9999999999999999999999", "x", ""] {
                let answer = try await desk.post(
                    "\(path)/check", [("recipient", ready.client.id.text), ("note", ""), ("life", life)],
                    from: "\(path)/new")
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("There is a problem"))
            }
        }
    }

    @Test("In a closed case the update offers no sending, and the dialog says why")
    func closed() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)"
            #expect(try await desk.get(path).text.contains("\(path)/sends/new"))
            _ = try await site.test.installation.setStatus(.closed, of: ready.caseFile.id, by: ready.viewer)
            #expect(try await !desk.get(path).text.contains("\(path)/sends/new"))
            let dialog = try await desk.get("\(path)/sends/new")
            let sent = try await desk.post(
                "\(path)/sends", fields([ready.client], [("key", "k")]), from: "/cases/new")
            for answer in [dialog, sent] {
                #expect(answer.status == .conflict && answer.text.contains("This case is closed"))
            }
            #expect(await site.test.deliverMail().isEmpty)
        }
    }

    @Test("TR-01, TR-03: a draft has no dialog, and cannot be sent past it")
    func draft() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let draft = try await site.test.draft(in: ready.caseFile, by: ready.viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get("/updates/\(draft.id)/sends/new")
            #expect(page.status == .conflict && page.text.contains("not validated"))
            let answer = try await desk.post(
                "/updates/\(draft.id)/sends", fields([ready.client], [("key", "k")]),
                from: "/updates/\(ready.update.id)/sends/new")
            #expect(answer.status == .conflict)
        }
        #expect(await site.test.deliverMail().isEmpty)
    }

    @Test("N-35, OS-14: the check page names recipients, files, end and the exact mail; it sends nothing")
    func check() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let page = try await desk.post(
                "\(path)/check", fields([ready.client], [("verification", "on"), ("associate", "on")]),
                from: "\(path)/new")
            #expect(page.status == .ok)
            for words in [
                "Ana Client", "ana@client.example", "Secret name.pdf", "Monday 30 November 2026", "Protected",
                "You have a secure update", "http://localhost:8080/f/…",
            ] {
                #expect(page.text.contains(words))
            }
            #expect(await site.test.deliverMail().isEmpty)
            let sent = try await browser.post(path, page.hiddenFields, token: page.formToken)
            #expect(sent.leadsTo?.hasPrefix("/sends/") == true)
            let mail = try #require(await site.test.deliverMail().first)
            let shown = mail.text.replacing(/\/f\/v1\.[A-Za-z0-9._-]+/, with: "/f/…").split(separator: "\r\n")
            for line in shown.map(\.trimmed) where !line.isEmpty && !line.contains("&") {
                #expect(page.text.contains(line.replacing("'", with: "&#39;")) || page.text.contains(line))
            }
        }
    }

    @Test("TR-16: on the page of an update each send shows its recipients, with what became of their mail")
    func showRecipients() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        _ = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        await site.test.deliverMail()
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get("/updates/\(ready.update.id)").text
            let list = page[try #require(page.firstRange(of: "<summary>Show recipients</summary>")).upperBound...]
            for words in ["Ana Client</a>", "ana@client.example", "Sent</span>", "href=\"/deliveries/"] {
                #expect(list.contains(words), "\(words)")
            }
        }
    }

    @Test("N-44: the dialog begins protected where the case asks for it, and says so again where the sender does not")
    func verificationAsked() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let ticked = "value=\"on\" checked><label for=\"verification\">"
            #expect(try await !desk.get("\(path)/new").text.contains(ticked))
            let caseFile = "/cases/\(ready.update.caseFile)"
            let form = try await desk.get("\(caseFile)/edit")
            #expect(!form.text.contains(ticked))
            let action = try #require(form.text.firstMatch(of: /action="(\/cases\/[^"]+version=[^"]+)"/)).1
            let saved = try await desk.post(
                String(action),
                [("reference", "1"), ("title", "T"), ("type", ""), ("tags", ""), ("verification", "on")],
                from: "\(caseFile)/edit")
            #expect(saved.leadsTo?.hasPrefix(caseFile) == true)
            #expect(try await desk.get("\(caseFile)/edit").text.contains(ticked))
            #expect(try await desk.get(caseFile).text.contains("Asks for verification"))
            let dialog = try await desk.get("\(path)/new")
            #expect(dialog.text.contains(ticked) && dialog.text.contains("This case asks for it."))
            let open = try await desk.post("\(path)/check", fields([ready.client]), from: "\(path)/new")
            #expect(open.text.contains("Open link") && open.text.contains("This case asks for it."))
            let protected = try await desk.post(
                "\(path)/check", fields([ready.client], [("verification", "on")]), from: "\(path)/new")
            #expect(protected.text.contains("Protected") && !protected.text.contains("This case asks for it."))
        }
    }

    @Test("A double click sends once, and both clicks lead to the same send")
    func doubleClick() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let page = try await desk.post("\(path)/check", fields([ready.client]), from: "\(path)/new")
            let (hidden, token) = (page.hiddenFields, page.formToken)
            async let first = browser.post(path, hidden, token: token)
            async let second = browser.post(path, hidden, token: token)
            let places = try await [first.leadsTo, second.leadsTo]
            #expect(places[0] != nil && places[0] == places[1])
        }
        #expect(await site.test.deliverMail().count == 1)
    }

    @Test("TR-07: nobody chosen, or a contact who is not on the case, brings the dialog back with all that was chosen")
    func refused() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let stranger = try await site.test.person("Eve Else", emails: ["eve@else.example"])
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let nobody = try await desk.post("\(path)/check", fields([]), from: "\(path)/new")
            #expect(nobody.status == .unprocessableContent)
            #expect(nobody.text.contains("Choose at least one recipient."))
            let page = try await desk.post(
                "\(path)/check",
                [("note", "Kept <words>")] + fields([ready.client, stranger]).filter { $0.0 != "note" },
                from: "\(path)/new")
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("Eve Else is not on this case."))
            #expect(page.text.contains("value=\"\(ready.client.id)\" checked"))
            #expect(page.text.contains("Kept &lt;words&gt;"))
        }
        #expect(await site.test.deliverMail().isEmpty)
    }

    @Test("From the check page one goes back to the dialog with everything chosen")
    func change() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let page = try await desk.post(
                "\(path)/check", fields([ready.client], [("verification", "on")]), from: "\(path)/new")
            let dialog = try await browser.post("\(path)/new", page.hiddenFields, token: page.formToken)
            #expect(dialog.status == .ok)
            #expect(dialog.text.contains("value=\"\(ready.client.id)\" checked"))
            #expect(dialog.text.contains("name=\"verification\" id=\"verification\" value=\"on\" checked"))
            #expect(!dialog.text.contains("name=\"associate\" id=\"associate\" value=\"on\" checked"))
        }
    }

    @Test("AU-04: fields that the dialog does not have are refused, and so are ids that are none")
    func strangeFields() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            for extra in [("sender", "x"), ("recipient", "nonsense"), ("key", "k")] {
                let answer = try await desk.post(
                    "\(path)/check", fields([ready.client], [extra]), from: "\(path)/new")
                #expect(answer.status == .unprocessableContent)
            }
            let keyless = try await desk.post(path, fields([ready.client]), from: "\(path)/new")
            #expect(keyless.status == .unprocessableContent)
        }
        #expect(await site.test.deliverMail().isEmpty)
    }

    @Test("OS-15: without a contact line there is no dialog")
    func contact() async throws {
        let firm = Organisation(
            name: "Firm", contact: "", origin: "http://localhost:8080",
            mailFrom: try EmailAddress(reading: "updates@firm.example"))
        let test = try await TestInstallation(organisation: firm)
        let site = TestSite(
            test: test, site: try Site(test.installation, settings: WebSettings(isDevelopment: true)),
            log: LogRecorder())
        let ready = try await ReadyUpdate(test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get("/updates/\(ready.update.id)/sends/new")
            #expect(page.status == .conflict && page.text.contains("contact"))
        }
    }
}
