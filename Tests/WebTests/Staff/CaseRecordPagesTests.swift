import Actions
import Cryptography
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct CaseRecordPagesTests {
    @Test(
        "CR-01, CR-02: a type is made, chosen for a case with tags by forms, and the list finds by both in its address")
    func typesAndTags() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            #expect(try await browser.submit("/case-types/new", to: "/case-types", [("name", " ")]).refuses("name"))
            let made = try await browser.submit("/case-types/new", to: "/case-types", [("name", "Surveillance")])
            #expect(made.location == "/case-types?told=saved")
            #expect(
                try await browser.submit("/case-types/new", to: "/case-types", [("name", "SURVEILLANCE")]).refuses(
                    "name"))
            let form = try await browser.get("/cases/new")
            let type = try #require(form.text.firstMatch(of: /value="([0-9a-v]{26})">Surveillance/)).1
            let fields = [
                ("reference", "2026-1"), ("title", "Harbour"), ("type", String(type)), ("tags", "Quay, quay, night"),
            ]
            let opened = try await browser.submit("/cases/new", to: "/cases", fields)
            let page = try await browser.get(opened.path)
            #expect(page.text.contains("Surveillance: night, Quay"))
            let edit = try await browser.get(opened.path + "/edit")
            #expect(edit.text.contains("value=\"night, Quay\"") && edit.text.contains("value=\"\(type)\" selected"))
            let many = (0...20).map { "t\($0)" }.joined(separator: ",")
            let refused = try await browser.submitForm(
                of: opened.path + "/edit", to: opened.path, fields.dropLast() + [("tags", many)])
            #expect(refused.refuses("tags") && refused.text.contains("t0,t1"))
            let odd = try await browser.submitForm(
                of: opened.path + "/edit", to: opened.path,
                [("reference", "2026-1"), ("title", "H"), ("type", "x"), ("tags", "")])
            #expect(odd.refuses("type"))
            for query in ["type=\(type)", "tag=QUAY", "text=harbour&state=open&sort=reference"] {
                let list = try await browser.get("/cases?" + query)
                #expect(list.text.contains("href=\"\(opened.path)\"") && list.text.contains("1 case"), "\(query)")
                #expect(list.text.contains("Clear filter"))
            }
            let none = try await browser.get("/cases?state=closed&type=\(type)&tag=nowhere&text=%3Cb%3E&whose=mine")
            #expect(
                none.text.contains(
                    "No case that you may see matches: closed, of type Surveillance, tagged nowhere, mine, with “&lt;b&gt;”"
                ))
            #expect(none.text.contains("<option value=\"nowhere\" selected>"))
            #expect(
                try await browser.get("/cases?state=x&type=y&after=z&sort=w").text.contains("href=\"\(opened.path)\""))
            #expect(
                try await browser.submit("/case-types/\(type)/edit", to: "/case-types/\(type)/archive").location
                    == "/case-types?told=group-archived")
            #expect(try await !browser.get("/cases/new").text.contains("Surveillance"))
            #expect(try await browser.get(opened.path + "/edit").text.contains("Surveillance"))
        }
    }

    @Test("CR-02: pages of the list carry the filter on, and the last one has no next")
    func pages() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        for number in 0..<51 { _ = try await site.test.caseFile("R-\(number)", by: viewer) }
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let first = try await desk.get("/cases?state=open&sort=reference")
            #expect(first.text.contains("51 cases: open"))
            let next = try #require(first.text.firstMatch(of: /class="pager"><a href="([^"]+)"/)).1
            #expect(next.contains("state=open") && next.contains("sort=reference"))
            let second = try await desk.get(String(next).replacing("&amp;", with: "&"))
            #expect(second.text.contains(">R-9<") && !second.text.contains("class=\"pager\""))
        }
    }

    @Test("CR-03: ticked cases are shown before they are closed, closed once, and each that was not says why")
    func statusChange() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let auditor = try await site.test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let one = try await site.test.caseFile("R-1", by: viewer)
        let two = try await site.test.caseFile("R-2", by: viewer)
        _ = try await site.test.installation.setStatus(.closed, of: two.id, by: viewer)
        try await site.visit { browser in
            let (desk, other) = (
                try await Desk(site, viewer, browser), try await Desk(site, auditor, browser.another())
            )
            #expect(try await desk.get("/cases").text.contains("name=\"case\" id=\"case-\(one.id)\""))
            #expect(try await !other.get("/cases").text.contains("name=\"case\""))
            let nobody: ID<CaseFile> = try site.test.world.newID()
            let query = "/case-status-changes/new?status=closed&case=\(one.id)&case=\(two.id)&case=\(nobody)"
            let check = try await desk.get(query)
            #expect(check.text.contains("<h1>Close 1 case?</h1>") && check.text.contains("Not done: closed already"))
            #expect(check.text.contains("1 case cannot be found"))
            #expect(try await other.get(query).status == .forbidden)
            #expect(try await site.test.installation.findCase(one.id, for: viewer)?.status == .open)
            let fields = check.hiddenFields
            let done = try await browser.post("/case-status-changes", fields, token: check.formToken)
            let result = try await desk.get(try #require(done.leadsTo))
            #expect(
                result.text.contains("<h1>1 case was closed</h1>") && result.text.contains("Not done: closed already"))
            let again = try await browser.post("/case-status-changes", fields, token: check.formToken)
            #expect(again.leadsTo == done.leadsTo)
            #expect(try await other.get(try #require(done.leadsTo)).status == .notFound)
            let nothing = try await desk.get(query)
            #expect(nothing.text.contains("There is nothing to close") && !nothing.text.contains("name=\"key\""))
            #expect(try await desk.get("/case-status-changes/new?status=closed").text.contains("No case was ticked"))
            #expect(try await desk.get("/case-status-changes/new?status=gone").status == .notFound)
            let bad = try await browser.post(
                "/case-status-changes", [("status", "closed"), ("key", "x")], token: check.formToken)
            #expect(bad.status == .unprocessableContent)
        }
    }

    @Test("CR-04, CR-05: the People tab makes somebody primary, and says whether a mail went out")
    func people() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let ivo = try await site.test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let ana = try await site.test.person("Ana", emails: ["ana@client.example"])
        let caseFile = try await site.test.caseFile(by: viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let path = "/cases/\(caseFile.id)/people"
            let told = try await desk.post(
                path, [("person", ivo.person.text), ("role", "investigator"), ("notice", "on"), ("primary", "on")],
                from: path)
            #expect(told.location == path + "?told=assigned-and-told")
            #expect(try await desk.get(path).text.contains(">Primary</"))
            let untold = try await desk.post(
                path, [("person", ana.id.text), ("role", "client contact"), ("notice", "on")], from: path)
            #expect(untold.location == path + "?told=assigned-untold")
            let primary = try await desk.post("\(path)/\(ana.id)/primary", from: path)
            #expect(primary.location == path + "?told=made-primary")
            let kept = try await desk.post(path, [("person", ""), ("role", "employee"), ("primary", "on")], from: path)
            #expect(kept.refuses("person") && kept.text.contains("id=\"primary\" value=\"on\" checked"))
            #expect(await site.test.deliverMail().count == 1)
        }
    }

    @Test("CR-06, CR-07: the tabs of a case list what happened and every file, filtered by what stands in the address")
    func tabs() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        _ = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        await site.test.deliverMail()
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/cases/\(ready.caseFile.id)"
            let activity = try await desk.get(path + "/activity")
            for words in ["Update sent", "Update validated", "File added “Secret name.pdf”", "by Sam Staff"] {
                #expect(activity.text.contains(words), "\(words)")
            }
            let files = try await desk.get(path + "/activity?kind=files")
            #expect(files.text.contains("File added") && !files.text.contains("Update sent"))
            #expect(files.text.contains("href=\"\(path)/activity\">Clear filter"))
            #expect(
                try await desk.get(path + "/activity?kind=downloads").text.contains("Nothing of this kind happened"))
            #expect(try await desk.get(path + "/activity?after=nonsense&kind=x").text.contains("Update sent"))
            let tab = try await desk.get(path + "/files")
            #expect(
                tab.text.contains("Secret name.pdf") && tab.text.contains("Standard") && tab.text.contains("3 bytes"))
            #expect(tab.text.contains("href=\"/updates/\(ready.update.id)\""))
            let empty = try await site.test.caseFile("2", by: ready.viewer)
            #expect(
                try await desk.get("/cases/\(empty.id)/files").text.contains("No update that you see has a file yet"))
        }
    }

    @Test("CR-08: period and hold are changed by forms, which say what is wrong; whoever may not sees them only")
    func retention() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let ivo = try await site.test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let caseFile = try await site.test.caseFile(by: viewer, staff: [ivo.person])
        try await site.visit { browser in
            let (desk, other) = (try await Desk(site, viewer, browser), try await Desk(site, ivo, browser.another()))
            let (path, hold) = ("/cases/\(caseFile.id)/retention", "/cases/\(caseFile.id)/hold")
            let refused = try await desk.post(path, [("months", "7 years")], from: path)
            #expect(refused.refuses("months") && refused.text.contains("value=\"7 years\""))
            #expect(try await desk.post(path, [("months", "84")], from: path).location == path + "?told=saved")
            #expect(try await desk.post(hold, [("reason", " ")], from: path).refuses("reason"))
            #expect(
                try await desk.post(hold, [("reason", "Court <order>")], from: path).location == path + "?told=held")
            #expect(try await desk.post(hold, [("reason", "Later")], from: path).location == path + "?told=was-held")
            _ = try await site.test.installation.setStatus(.closed, of: caseFile.id, by: viewer)
            for member in [desk, other] {
                let page = try await member.get(path)
                #expect(page.text.contains("84 months (7 years) after closing"))
                #expect(
                    page.text.contains("stopped by the legal hold; without it")
                        && page.text.contains("Court &lt;order&gt;"))
                #expect(page.text.contains("Nothing is erased by itself yet"))
                #expect(try await member.get("/cases/\(caseFile.id)").text.contains("Legal hold"))
            }
            #expect(try await !other.get(path).text.contains("Lift hold"))
            #expect(try await other.post(path, [("months", "bad")], from: path).status == .forbidden)
            #expect(try await other.post(hold + "/deletion", [("reason", "x")], from: path).status == .forbidden)
            let lifted = try await desk.post(hold + "/deletion", [("reason", "Over")], from: path)
            #expect(lifted.location == path + "?told=lifted")
            #expect(
                try await desk.post(hold + "/deletion", [("reason", "Over")], from: path).location == path
                    + "?told=not-held")
        }
    }
}
