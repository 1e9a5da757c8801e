import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct CasePagesTests {
    @Test(
        "TR-02, TR-03: from a new case to a validated update by forms alone; Send is offered only then, in both places")
    func journey() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let opened = try await browser.submit(
                "/cases/new", to: "/cases", [("reference", "2026-001"), ("title", "Harbour & quay")])
            let caseFile = opened.path
            #expect(opened.status == .seeOther && caseFile.hasPrefix("/cases/"))
            let added = try await browser.submit(
                "/people/new", to: "/people",
                [("kind", "contact"), ("name", "Ana Client"), ("email", "ana@client.example"), ("aliases", "")])
            let person = added.path.split(separator: "/").last.map(String.init) ?? ""
            let assigned = try await browser.submit(
                caseFile + "/people", to: caseFile + "/people", [("person", person), ("role", "client contact")])
            #expect(assigned.status == .seeOther)
            #expect(try await browser.get(caseFile + "/people").text.contains("ana@client.example"))
            let written = try await browser.submit(
                caseFile + "/updates/new", to: caseFile + "/updates",
                [("title", "Interview"), ("body", "He **saw** <script>alert(1)</script> them."), ("then", "save")])
            #expect(written.status == .seeOther && written.path.hasSuffix("/edit"))
            let update = String(written.path.dropLast("/edit".count))
            for page in [caseFile, update] {
                #expect(try await !browser.get(page).text.contains("\(update)/sends/new"))
            }
            let validated = try await browser.submit(update, to: update + "/validation?version=1")
            #expect(validated.path == update)
            let shown = try await browser.get(try #require(validated.location))
            #expect(shown.text.contains("<strong>saw</strong>") && !shown.text.contains("<script>alert"))
            #expect(shown.text.contains("Validated. The update is permanent"))
            for page in [caseFile, update] {
                #expect(try await browser.get(page).text.contains("\(update)/sends/new"))
            }
            let late = try await browser.submit(update, to: update + "/validation?version=1")
            #expect(try await browser.get(try #require(late.location)).text.contains("Somebody else validated it"))
        }
    }

    @Test("a case shows its newest twenty updates, and a link leads on to the older ones")
    func older() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile(by: viewer, clients: [])
        var made: [CaseUpdate] = []
        for _ in 0..<21 {
            site.test.world.pass(.seconds(1))
            made.append(try await site.test.draft(in: caseFile, by: viewer))
        }
        let drafts = made
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let path = "/cases/\(caseFile.id)"
            let first = try await desk.get(path).text
            #expect(!first.contains("/updates/\(drafts[0].id)\"") && first.contains("/updates/\(drafts[1].id)\""))
            let older = try #require(first.firstMatch(of: /href="([^"]*)">Older updates/)).1
            #expect(older == "\(path)?after=\(drafts[1].id)")
            let last = try await desk.get(String(older)).text
            #expect(last.contains("/updates/\(drafts[0].id)\"") && !last.contains("Older updates"))
            #expect(!last.contains("/updates/\(drafts[1].id)\""))
        }
    }

    @Test("what is wrong with a form is said at the top and at the field, and what was typed stays")
    func errors() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let empty = try await browser.submit(
                "/cases/new", to: "/cases", [("reference", " "), ("title", "Harbour <b>")])
            #expect(empty.refuses("reference") && empty.text.contains("value=\"Harbour &lt;b&gt;\""))
            let fields = [("reference", "2026-001"), ("title", "One")]
            #expect(try await browser.submit("/cases/new", to: "/cases", fields).status == .seeOther)
            #expect(try await browser.submit("/cases/new", to: "/cases", fields).refuses("reference"))
            let person = try await browser.submit(
                "/people/new", to: "/people", [("kind", "contact"), ("name", ""), ("email", "nonsense")])
            #expect(person.refuses("name") && person.text.contains("value=\"nonsense\""))
            let weak = try await browser.submit(
                "/people/new", to: "/people",
                [
                    ("kind", "staff"), ("name", "Ola"), ("email", "ola@firm.example"), ("role", "staff"),
                    ("password", "ola@firm.example"),
                ])
            #expect(weak.refuses("password"))
        }
    }

    @Test("the auditor is not offered what would be refused; a closed case says what that means")
    func offers() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let auditor = try await site.test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let caseFile = try await site.test.caseFile(by: viewer)
        try await site.visit { browser in
            let (desk, other) = (
                try await Desk(site, viewer, browser), try await Desk(site, auditor, browser.another())
            )
            for (page, path) in [("/cases", "/cases/new"), ("/people", "/people/new")] {
                for filter in ["", "?text=nothing"] {
                    #expect(try await desk.get(page + filter).text.contains("href=\"\(path)\""))
                    #expect(try await !other.get(page + filter).text.contains("href=\"\(path)\""))
                }
            }
            let people = "/cases/\(caseFile.id)/people"
            #expect(try await desk.get(people).text.contains("<option value=\"\">Choose a role</option>"))
            #expect(try await desk.post(people, [("person", ""), ("role", "")], from: people).refuses("role"))
            #expect(try await !desk.get("/cases/\(caseFile.id)").text.contains("Closed: only how long it is kept"))
            _ = try await desk.post("/cases/\(caseFile.id)/closure", from: "/cases")
            #expect(try await other.get("/cases/\(caseFile.id)").text.contains("Closed: only how long it is kept"))
        }
    }

    @Test("AU-04: a field that nobody asked for is refused, not ignored")
    func unknownFields() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let answer = try await browser.submit(
                "/cases/new", to: "/cases", [("reference", "1"), ("title", "One"), ("status", "closed")])
            #expect(answer.status == .unprocessableContent)
            #expect(try await browser.get("/cases").text.contains("There are no cases yet"))
        }
    }

    @Test("MH-01: a form opened before somebody else saved shows the newer text beside the typed one")
    func staleForm() async throws {
        let site = try await TestSite()
        try await site.account()
        let viewer = try await site.test.staff()
        let update = try await site.test.draft(in: site.test.caseFile(by: viewer), by: viewer)
        try await site.visit { browser in
            try await browser.signIn()
            let path = "/updates/\(update.id)"
            let edit = try await browser.get(path + "/edit")
            #expect(edit.text.contains("action=\"\(path)?version=1\""))
            let one = [("title", "T"), ("body", "The first."), ("then", "save")]
            let two = [("title", "T"), ("body", "The second."), ("then", "validate")]
            #expect(try await browser.post(path + "?version=1", one, token: edit.formToken).status == .seeOther)
            let stale = try await browser.post(path + "?version=1", two, token: edit.formToken)
            #expect(stale.status == .conflict && stale.text.contains("href=\"#body\""))
            #expect(stale.text.contains("<pre class=\"sheet\">The first.</pre>"))
            #expect(stale.text.contains("href=\"\(path)/edit\">Take this text and drop mine"))
            #expect(stale.text.contains("The second.</textarea>"))
            #expect(stale.text.contains("action=\"\(path)?version=2\""))
            let saved = try await browser.post(path + "?version=2", two, token: stale.formToken)
            #expect(saved.location == path + "?told=validated")
        }
    }

    @Test("AU-01: pages of a case that one does not see are the page of what does not exist")
    func foreign() async throws {
        let site = try await TestSite()
        try await site.account("ivo@firm.example", name: "Ivo", role: .investigator)
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile(by: viewer)
        let update = try await site.test.draft(in: caseFile, by: viewer, files: [("a.txt", [1, 2, 3])])
        let file = try #require(try await site.test.installation.showUpdate(update.id, to: viewer)).shown.attachments[0]
        try await site.visit { browser in
            try await browser.signIn("ivo@firm.example")
            let nothing = try await browser.get("/cases/00000000000000000000000000")
            #expect(nothing.status == .notFound)
            let pages = [
                "/cases/\(caseFile.id)", "/cases/\(caseFile.id)/people", "/cases/\(caseFile.id)/edit",
                "/cases/\(caseFile.id)/updates/new", "/updates/\(update.id)", "/updates/\(update.id)/edit",
                "/attachments/\(file.id)", "/cases/nonsense",
            ]
            for page in pages {
                let answer = try await browser.get(page)
                #expect(answer.status == .notFound && answer.text == nothing.text, "\(page)")
            }
            let token = try await browser.get("/cases").formToken
            for action in ["/updates/\(update.id)/validation", "/attachments/\(file.id)/deletion"] {
                #expect(try await browser.post(action, token: token).status == .notFound)
            }
        }
    }
}
