import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("The interface, from a person to a revoked link")
struct InterfaceStoryTests {
    @Test(
        "TR-02, TR-19: person, case, assignment, update, file, validation, send and tracker, each as the table of routes says"
    )
    func story() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let person = try await program.make(
                "/people", #"{"kind":"contact","name":"Ana","email":"ana@c.example","aliases":["a@c.example"]}"#)
            #expect(person["aliases"] == ["a@c.example"])
            let caseFile = try await program.make("/cases", #"{"reference":"2026-9","title":"Crates"}"#)
            #expect(caseFile["status"] == "open")
            let path = "/cases/\(caseFile.text("id"))"
            let role = try await program.send(
                .put, "\(path)/assignments/\(person.text("id"))", #"{"role":"client contact"}"#)
            #expect(role.status == .ok)
            let update = try await program.make(
                "\(path)/updates", #"{"title":"Found","body":"<p onclick=x>He <b>saw</b></p><script>x</script>"}"#)
            #expect(update["state"] == "draft" && update["bodyFormat"] == "html")
            let updatePath = "/updates/\(update.text("id"))"
            let file = try await program.send(
                .post, "\(updatePath)/attachments?name=..%2FCrate%20list.txt", [.contentType: "text/plain"],
                bytes: Array("hello".utf8))
            #expect(file.status == .created)
            let attachment = try file.json
            #expect(attachment["name"] == "Crate list.txt" && attachment["size"] == .integer(5))
            #expect(
                attachment["sha256"] == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
                    && attachment["mediaType"] == "text/plain")
            let options =
                #"{"recipients":["\#(person.text("id"))"],"identityVerification":true,"linkLifetimeSeconds":3600}"#
            let early = try await program.send(.post, "\(updatePath)/sends", options)
            #expect(try early.isProblem(409) && early.json["type"] == "urn:casecourier:problem:not-validated")
            let validated = try await program.send(.post, "\(updatePath)/validation")
            #expect(try validated.status == .ok && validated.json["state"] == "validated")
            let send = try await program.make("\(updatePath)/sends", options)
            #expect(send["associateOtherRecipients"] == .yesNo(true))
            try await track(program, send, person, attachment, site)
        }
    }

    private func track(
        _ program: Program, _ send: JSON, _ person: JSON, _ attachment: JSON, _ site: TestSite
    ) async throws {
        #expect(await site.test.deliverMail().count == 1)
        let path = "/sends/\(send.text("id"))"
        let delivery = try #require(try await program.get(path).json.items("deliveries").first)
        #expect(delivery["recipient"] == person["id"] && delivery["status"] == "sent")
        #expect(delivery.items("events").map { $0.text("kind") } == ["queued", "sent"])
        #expect(delivery.items("events").map { $0.text("actor") } == ["person", "machine"])
        let link = try #require(delivery.items("links").first)
        #expect(link["attachmentId"] == attachment["id"] && link["revokedAt"] == .null)
        #expect(delivery.items("files").first?["state"] == "none")
        let revoked = try await program.send(.post, "/links/\(link.text("id"))/revocation")
        #expect(revoked.status == .ok)
        #expect(try await program.send(.post, "/links/\(link.text("id"))/revocation").status == .ok)
        let after = try #require(try await program.get(path).json.items("deliveries").first)
        #expect(after.items("links").first?.optionalText("revokedAt") != nil)
        #expect(after.items("events").last?["kind"] == "link revoked")
        let token = try #require(site.test.mails.mails.first?.tokens.first)
        #expect(try await program.browser.get("/f/\(token)").status == .gone)
    }

    @Test("MH-01: HTML is kept as it came and shown sanitised; the form of a page keeps it HTML")
    func sanitised() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile(by: viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let body = "<p onclick='x()'>He <b>saw</b> it</p><script>alert(1)</script>"
            let update = try await program.make(
                "/cases/\(caseFile.id)/updates", #"{"title":"T","body":"\#(body)"}"#)
            #expect(update["body"] == .text(body))
            let desk = try await Desk(site, viewer, browser)
            let path = "/updates/\(update.text("id"))"
            let page = try await desk.get(path).text
            #expect(page.contains("<p>He <strong>saw</strong> it</p>") && !page.contains("onclick"))
            #expect(!page.contains("alert(1)"))
            let saved = try await desk.post(
                "\(path)?version=1", [("title", "T"), ("body", "<p>New <em>words</em></p>")], from: "\(path)/edit")
            #expect(saved.status == .seeOther)
            let now = try await program.get(path).json
            #expect(now["bodyFormat"] == "html" && now["version"] == .integer(2))
            #expect(try await desk.get(path).text.contains("<p>New <em>words</em></p>"))
        }
    }

    @Test("TR-19: a link life outside the bounds, and recipients who are not on the case, send nothing and are named")
    func refusedSends() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let stranger = try await site.test.person("Bo Stranger", emails: ["bo@c.example"])
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let send = { @Sendable (recipients: [String], life: String) in
                let list = recipients.map { "\"\($0)\"" }.joined(separator: ",")
                return try await program.send(
                    .post, path,
                    #"{"recipients":[\#(list)],"identityVerification":false,"linkLifetimeSeconds":\#(life)}"#)
            }
            for life in [
                "899", "0", "-1", "2592001", "9223372036854775807", "-9223372036854775808", "1e308", "900.5", "\"900\"",
                "null",
            ] {
                let answer = try await send([ready.client.id.text], life)
                #expect(answer.isProblem(422) && answer.places == ["/linkLifetimeSeconds"], "\(life)")
            }
            let unknown = String(repeating: "0", count: 26)
            let answer = try await send([ready.client.id.text, stranger.id.text, unknown], "900")
            #expect(answer.isProblem(422) && answer.places == ["/recipients/1", "/recipients/2"])
            #expect(answer.text.contains("Bo Stranger") && !answer.text.contains("Ana Client"))
            #expect(try await send([], "900").places == ["/recipients"])
            #expect(try await send(["x"], "900").places == ["/recipients/0"])
            #expect(try await program.get(path).json == ["sends": [], "next": .null])
            #expect(await site.test.deliverMail().isEmpty)
            #expect(try await send([ready.client.id.text], "2592000").status == .created)
        }
    }

    @Test("A draft is changed only with its version; files come off drafts alone; a closed case is read-only")
    func drafts() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile(by: viewer)
        let draft = try await site.test.draft(in: caseFile, by: viewer, files: [("a.pdf", [1, 2, 3])])
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let path = "/updates/\(draft.id)"
            let file = try #require(try await program.get(path).json.items("attachments").first).text("id")
            #expect(try await program.send(.patch, path, #"{"version":7,"title":"X"}"#).isProblem(409))
            #expect(try await program.send(.patch, path, #"{"title":"X"}"#).places == ["/version"])
            let changed = try await program.send(.patch, path, #"{"version":1,"title":"X"}"#).json
            #expect(changed["title"] == "X" && changed["bodyFormat"] == "markdown" && changed["version"] == .integer(2))
            #expect(
                try await program.get("/attachments/\(file)/content").body.readableBytesView.elementsEqual([1, 2, 3]))
            let closing = try await program.send(.put, "/cases/\(caseFile.id)/closure").json
            #expect(closing["status"] == "closed")
            for (method, path, body) in [
                (HTTPRequest.Method.patch, path, #"{"version":2,"title":"Y"}"#), (.delete, "/attachments/\(file)", nil),
                (.post, "\(path)/validation", nil), (.patch, "/cases/\(caseFile.id)", #"{"title":"Y"}"#),
            ] {
                let answer = try await program.send(method, path, body)
                #expect(try answer.isProblem(409) && answer.json["type"] == "urn:casecourier:problem:case-closed")
            }
            #expect(try await program.send(.delete, "/cases/\(caseFile.id)/closure").json["status"] == "open")
            #expect(try await program.send(.post, "\(path)/validation", #"{"version":1}"#).isProblem(409))
            #expect(try await program.send(.delete, "/attachments/\(file)").status == .noContent)
            #expect(try await program.get("/attachments/\(file)").isProblem(404))
        }
    }
}

extension JSON {
    func items(_ name: String) -> [JSON] {
        guard case .list(let items)? = self[name] else { return [] }
        return items
    }
}
