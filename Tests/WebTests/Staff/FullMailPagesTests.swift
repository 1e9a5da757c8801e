import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct FullMailPagesTests {
    @Test(
        "TR-32, OS-16: the policy is changed by an administrator who confirms it; only then does the dialog offer more")
    func policy() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let dialog = "/updates/\(ready.update.id)/sends/new"
            #expect(try await !desk.get(dialog).text.contains("name=\"mail\""))
            let page = try await desk.get("/mail-policy").text
            #expect(page.contains("action=\"/mail-policy?version=0\"") && page.contains("Nobody changed it"))
            let action = "/mail-policy?version=0"
            let careless = try await desk.post(action, [("policy", "convenience")], from: "/mail-policy")
            #expect(careless.refuses("confirmed") && careless.text.contains("value=\"convenience\" checked"))
            let chosen = [("policy", "chosen"), ("confirmed", "on")]
            #expect(try await desk.post(action, chosen, from: "/mail-policy").leadsTo == "/mail-policy?told=saved")
            let stale = try await desk.post(action, [("policy", "secure")], from: "/mail-policy")
            #expect(stale.status == .conflict && stale.text.contains("Somebody changed this meanwhile"))
            #expect(try await desk.get("/mail-policy").text.contains("Notices, or in full where the sender chooses it"))
            let offered = try await desk.get(dialog).text
            #expect(offered.contains("name=\"mail\"") && offered.contains("value=\"notice\" selected"))
            let manager = try await site.test.staff("Mia", email: "mia@firm.example", role: .manager)
            let other = try await Desk(site, manager, browser)
            let seen = try await other.get("/mail-policy").text
            #expect(!seen.contains("name=\"policy\"") && !seen.contains("/mail-templates/"))
            #expect(try await other.get("/mail-templates/notice").status == .forbidden)
            #expect(try await other.post(action, chosen, from: "/cases").status == .forbidden)
        }
    }

    @Test("TR-32, TR-23: the check page shows the very mail and warns; the tracker says attached, and no download")
    func attached() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        _ = try await site.test.installation.changeMailPolicy(to: .chosen, version: 0, by: ready.viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let fields = [
                ("recipient", ready.client.id.text), ("note", "Look at page 3."), ("life", "604800"),
                ("verification", "on"), ("mail", "files"),
            ]
            let check = try await desk.post("\(path)/check", fields, from: "\(path)/new")
            for words in [
                "Subject: <strong>\(ready.update.title)</strong>", "Look at page 3.", "He saw the crates.",
                "Attached file 1: Secret name.pdf", "Identity verification does not protect them.",
            ] { #expect(check.text.contains(words), "\(words)") }
            #expect(!check.text.contains("/f/…") && check.hiddenFields.contains { $0 == ("mail", "files") })
            let sent = try await desk.post(path, check.hiddenFields, from: "\(path)/new")
            let tracker = try #require(sent.leadsTo)
            #expect(try await desk.get(tracker).text.contains("To be attached"))
            let mail = try #require(await site.test.deliverMail().first)
            #expect(mail.text.contains("He saw the crates."))
            let page = try await desk.get(tracker).text
            #expect(page.contains("Attached to the mail") && page.contains("Mailed in full, files attached"))
            #expect(
                page.contains("Handed over to the recipient") && !page.contains("Not yet</span></span> <span>Report"))
            #expect(page.contains("neither a revocation nor a newer version reaches a mail that has left"))
            let listed = try await desk.get("/cases/\(ready.caseFile.id)").text
            #expect(listed.contains("handed over, with the files attached"))
        }
    }

    @Test("TR-32: files that are too large are refused at the choice by name and size; a policy that changed is told")
    func refused() async throws {
        let site = try await TestSite(attachedLimit: 5)
        let ready = try await ReadyUpdate(site.test)
        _ = try await site.test.installation.changeMailPolicy(to: .convenience, version: 0, by: ready.viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let offered = try await desk.get("\(path)/new").text
            #expect(offered.contains("value=\"text\" selected"))
            let fields = [("recipient", ready.client.id.text), ("note", "Kept."), ("life", "604800")]
            let large = try await desk.post("\(path)/check", fields + [("mail", "files")], from: "\(path)/new")
            #expect(large.refuses("mail") && large.text.contains("Secret name.pdf (3 bytes). Send them as links."))
            #expect(large.text.contains("Kept.</textarea>") && large.text.contains("value=\"files\" selected"))
            let check = try await desk.post("\(path)/check", fields + [("mail", "text")], from: "\(path)/new")
            #expect(check.status == .ok)
            _ = try await site.test.installation.changeMailPolicy(to: .secure, version: 1, by: ready.viewer)
            let late = try await desk.post(path, check.hiddenFields, from: "\(path)/new")
            #expect(late.refuses("mail") && late.text.contains("Your organisation does not allow this any more"))
            #expect(await site.test.deliverMail().isEmpty)
        }
    }

    @Test("TR-12: words are previewed as text, HTML and source, linted at their field, saved, tested and taken back")
    func template() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/mail-templates/update"
            let first = try await desk.get(path).text
            #expect(
                first.contains("<code>{{AdditionalNote}}</code>")
                    && first.contains("Not used at present: mails are notices only"))
            let words = [("subject", "About {{Case.reference}}"), ("opening", "Dear <b>client</b>,"), ("closing", "")]
            let preview = try await desk.post("\(path)/preview?version=0", words, from: path)
            #expect(preview.status == .ok && preview.text.contains("Subject: <strong>About SAMPLE-1</strong>"))
            #expect(preview.text.contains("Dear &lt;b&gt;client&lt;/b&gt;,") && !preview.text.contains("\(path)/html"))
            #expect(try await desk.get(path).text.contains("as shipped"))
            let wrong = try await desk.post(
                "\(path)?version=0", [("subject", "{{Case.Title}}"), ("opening", "Kept."), ("closing", "{{x}}")],
                from: path)
            #expect(wrong.refuses("subject") && wrong.refuses("closing") && wrong.text.contains("Kept.</textarea>"))
            #expect(
                wrong.text.contains("{{Case.Title}} is no variable. Those that can stand here: {{Organisation.name}}"))
            #expect(try await desk.post("\(path)?version=0", words, from: path).leadsTo == "\(path)?told=saved")
            let html = try await desk.get("\(path)/html")
            #expect(html.text.contains("Dear &lt;b&gt;client&lt;/b&gt;,"))
            #expect(html.headers[.contentSecurityPolicy]?.hasPrefix("sandbox; default-src 'none'") == true)
            #expect(try await desk.post("\(path)/test", from: path).leadsTo == "\(path)?told=test-mailed")
            #expect(await site.test.deliverMail().map(\.to) == ["sam@firm.example"])
            #expect(try await desk.post("\(path)?version=0", words, from: path).status == .conflict)
            #expect(try await desk.post("\(path)/deletion", from: path).leadsTo == "\(path)?told=back-as-shipped")
            #expect(try await desk.get(path).text.ranges(of: "<summary><time").count == 2)
            let notice = "/mail-templates/notice"
            let named = try await desk.post(
                "\(notice)?version=0", [("opening", "On \(ready.caseFile.reference)."), ("closing", "")], from: notice)
            #expect(named.refuses("opening") && named.text.contains("is the reference of a case"))
            #expect(try await desk.get("/mail-templates/other").status == .notFound)
        }
    }
}
