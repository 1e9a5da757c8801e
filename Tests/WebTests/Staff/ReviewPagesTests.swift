import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct ReviewPagesTests {
    /// An author and a manager, each at a desk, and a case.
    private struct Office {
        let site: TestSite
        let caseFile: CaseFile
        let author, manager: Desk

        init(_ site: TestSite, _ browser: Browser) async throws {
            self.site = site
            let admin = try await site.test.staff()
            let writer = try await site.test.staff("Ivo Author", email: "ivo@firm.example", role: .investigator)
            let chief = try await site.test.staff("Mia Manager", email: "mia@firm.example", role: .manager)
            caseFile = try await site.test.caseFile(by: admin, staff: [writer.person])
            author = try await Desk(site, writer, browser)
            manager = try await Desk(site, chief, browser.another())
        }

        /// Writes and submits by the forms of the author.
        func submit() async throws -> String {
            let written = try await author.post(
                "/cases/\(caseFile.id)/updates", [("title", "Interview"), ("body", "He saw it."), ("then", "save")],
                from: "/cases/\(caseFile.id)/updates/new")
            let update = String(written.path.dropLast("/edit".count))
            let submitted = try await author.post(
                update + "?version=1", [("title", "Interview"), ("body", "He saw it."), ("then", "submit")],
                from: update + "/edit")
            #expect(submitted.leadsTo == update + "?told=submitted")
            return update
        }
    }

    @Test("TR-01: submitted, returned and validated by forms; start pages and marks say what is to be done, and why")
    func way() async throws {
        let site = try await TestSite()
        try await site.visit { browser in
            let office = try await Office(site, browser)
            let (author, manager) = (office.author, office.manager)
            let update = try await office.submit()
            let start = try await manager.get("/").text
            #expect(start.contains("<caption>Waits for validation</caption>") && start.contains("Ivo Author"))
            #expect(try await !author.get("/").text.contains("Waits for validation"))
            let listed = try await manager.get("/cases/\(office.caseFile.id)").text
            #expect(listed.contains("update-draft") && listed.contains("Waits for validation</span>"))
            #expect(try await !author.get(update).text.contains("Return to the author"))
            let empty = try await manager.post(update + "/return?version=1", [("reason", " ")], from: update)
            #expect(empty.refuses("reason") && empty.text.contains("id=\"return-form\" open"))
            let back = try await manager.post(
                update + "/return?version=1", [("reason", "Name <the> source.")], from: update)
            #expect(back.leadsTo == update + "?told=returned")
            for page in ["/", update, update + "/edit"] {
                let text = try await author.get(page).text
                #expect(text.contains("Name &lt;the&gt; source.") && text.contains("Mia Manager"), "\(page)")
            }
            let late = try await manager.post(update + "/validation?version=1", from: update)
            #expect(late.leadsTo == update + "?told=was-returned")
            let again = try await author.post(update + "/submission?version=1", from: update)
            #expect(again.leadsTo == update + "?told=submitted")
            #expect(try await manager.get(update).text.contains("Returned before by Mia Manager"))
            let done = try await manager.post(update + "/validation?version=1", from: update)
            #expect(done.leadsTo == update + "?told=validated")
            let shown = try await author.get(update).text
            #expect(!shown.contains("Returned") && !shown.contains("unvalidated") && shown.contains("sends/new"))
            #expect(
                try await manager.post(update + "/return", [("reason", "x")], from: update).leadsTo?
                    .contains("was-validated") == true)
        }
    }

    @Test(
        "MH-01: a text is shown as it would look, by the server, and nothing is saved; autosave saves and tells nothing"
    )
    func preview() async throws {
        let site = try await TestSite()
        try await site.visit { browser in
            let office = try await Office(site, browser)
            let new = "/cases/\(office.caseFile.id)/updates"
            let fields = [("title", ""), ("body", "## Found\n\n**He** <script>x</script>")]
            let shown = try await office.author.post(new, fields + [("then", "preview")], from: new + "/new")
            #expect(shown.status == .ok && shown.text.contains("<p><strong>Found</strong></p>"))
            #expect(shown.text.contains("<strong>He</strong>") && !shown.text.contains("<script>x"))
            #expect(shown.text.contains("data-leave=\"unsaved\"") && shown.text.contains("## Found\n"))
            #expect(try await office.author.get("/cases/\(office.caseFile.id)").text.contains("No updates yet"))
            let refused = try await office.author.post(new, fields + [("then", "autosave")], from: new + "/new")
            #expect(refused.refuses("title"))
            let saved = try await office.author.post(
                new, [("title", "T"), ("body", "One."), ("then", "autosave")], from: new + "/new")
            let edit = try #require(saved.leadsTo)
            #expect(edit.hasSuffix("/edit"))
            let update = String(edit.dropLast("/edit".count))
            let second = try await office.author.post(
                update + "?version=1", [("title", "T"), ("body", "Two."), ("then", "autosave")], from: edit)
            #expect(second.leadsTo == edit)
            let page = try await office.author.get(edit).text
            #expect(page.contains("action=\"\(update)?version=2\"") && page.contains("Two.</textarea>"))
            #expect(page.contains("id=\"saved\" role=\"status\" data-live>Saved <time"))
            let same = try await office.author.post(
                update + "?version=1", [("title", "T"), ("body", "Two."), ("then", "autosave")], from: edit)
            #expect(same.leadsTo == edit)
            let stale = try await office.author.post(
                update + "?version=1", [("title", "T"), ("body", "Three."), ("then", "autosave")], from: edit)
            #expect(stale.status == .conflict && stale.text.contains("Three.</textarea>"))
        }
    }

    @Test("OS-16: access groups are made, changed and archived by forms, chosen for an update, and named beside it")
    func groups() async throws {
        let site = try await TestSite()
        try await site.account()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile(by: viewer)
        try await site.visit { browser in
            try await browser.signIn()
            let list = "/access-groups"
            let fields = [("name", "Internal <notes>"), ("audience", "manager"), ("audience", "client contact")]
            let none = try await browser.submit(list + "/new", to: list, [("name", " ")])
            #expect(none.refuses("name"))
            #expect(try await browser.submit(list + "/new", to: list, fields).path == list)
            #expect(try await browser.submit(list + "/new", to: list, fields).refuses("name"))
            let page = try await browser.get(list).text
            #expect(page.contains("Internal &lt;notes&gt;") && page.contains("manager, client contact"))
            #expect(page.contains("permanent once submitted"))
            let edit = try #require(page.matches(of: /href="(\/access-groups\/\w{26}\/edit)"/).last).1
            let path = String(edit.dropLast("/edit".count))
            let form = try await browser.get("/cases/\(caseFile.id)/updates/new").text
            let group = String(path.split(separator: "/")[1])
            #expect(form.contains("<option value=\"\(group)\">Internal &lt;notes&gt; (needs no validation)"))
            let written = try await browser.submit(
                "/cases/\(caseFile.id)/updates/new", to: "/cases/\(caseFile.id)/updates",
                [("title", "Note"), ("body", "Seen."), ("group", group), ("then", "save")])
            let update = String(written.path.dropLast("/edit".count))
            let done = try await browser.submit(
                update + "/edit", to: update + "?version=1",
                [("title", "Note"), ("body", "Seen."), ("group", group), ("then", "submit")])
            #expect(done.location == update + "?told=published")
            let shown = try await browser.get(update).text
            #expect(shown.contains("Nobody else looked at it") && shown.contains("<strong>Internal &lt;notes&gt;"))
            let changed = try await browser.submit(path + "/edit", to: path + "?version=1", [("name", "Notes")])
            #expect(changed.path == list)
            let stale = try await browser.submit(path + "/edit", to: path + "?version=1", [("name", "Other")])
            #expect(stale.status == .conflict && stale.text.contains("to “Notes; seen by administrators and owners"))
            #expect(try await browser.submit(path + "/edit", to: path + "/archive").location == list + "?told=archived")
            #expect(try await !browser.get("/cases/\(caseFile.id)/updates/new").text.contains(group))
            #expect(
                try await browser.get(path + "/edit").text.contains("1 update carries it, and 0 presets are for it."))
            let back = try await browser.submit(path + "/edit", to: path + "/archive/deletion")
            #expect(back.location == list + "?told=restored")
            let wrong = try await browser.submit(
                "/cases/\(caseFile.id)/updates/new", to: "/cases/\(caseFile.id)/updates",
                [("title", "Note"), ("body", "Seen."), ("group", "nonsense"), ("then", "save")])
            #expect(wrong.refuses("group"))
        }
    }
}
