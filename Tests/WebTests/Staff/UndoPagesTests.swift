import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Pages of a send that waits")
struct UndoPagesTests {
    @Test("N-35: while the mails wait the tracker offers to take the send back; the dialog is filled in again then")
    func undo() async throws {
        let site = try await TestSite(undoWindow: .seconds(30))
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/updates/\(ready.update.id)/sends"
            let check = try await desk.post(
                "\(path)/check",
                [
                    ("recipient", ready.client.id.text), ("note", "Read this"), ("life", "604800"),
                    ("verification", "on"),
                ],
                from: "\(path)/new")
            let sent = try await browser.post(path, check.hiddenFields, token: check.formToken)
            let send = try #require(sent.leadsTo?.split(separator: "?").first.map(String.init))
            #expect(sent.leadsTo == "\(send)?told=waiting")
            let page = try await desk.get(send)
            #expect(page.text.contains("The mails leave at"))
            let delivery = String(try #require(page.text.firstMatch(of: /href="(\/deliveries\/[^"]+)"/)?.1))
            for shown in [page.text, try await desk.get(delivery).text] {
                for words in ["Resend the notice", "Revoke all links"] { #expect(!shown.contains(words), "\(words)") }
            }
            let program = try await Program(site, browser.another())
            #expect(try await program.send(.post, "\(delivery)/resends").isProblem(409))
            let twice = try await desk.post("\(delivery)/resends", from: send)
            #expect(twice.leadsTo == "\(delivery)?told=not-resent")
            #expect(try await desk.get("\(delivery)?told=not-resent").text.contains("Nothing was sent again"))
            let undone = try await desk.post("\(send)/undo", [], from: send)
            #expect(undone.leadsTo == "\(send)?told=undone")
            let after = try await desk.get("\(send)?told=undone")
            #expect(after.text.contains("No mail of it has left") && !after.text.contains("The mails leave at"))
            #expect(after.text.contains("Not sent") && after.text.contains("Taken back (1)"))
            let person = try await desk.get("/people/\(ready.client.id)").text
            #expect(person.contains("Not sent") && person.contains("Not used yet"))
            for words in ["Queued", "Mail is waiting"] { #expect(!person.contains(words), "\(words)") }
            let again = "\(path)/new?from=\(send.dropFirst("/sends/".count))"
            #expect(after.text.contains("href=\"\(again)\""))
            let dialog = try await desk.get(again)
            #expect(dialog.text.contains("value=\"\(ready.client.id)\" checked"))
            #expect(dialog.text.contains("Read this</textarea>"))
            let late = try await desk.post("\(send)/undo", [], from: send)
            #expect(late.leadsTo == "\(send)?told=too-late")
        }
        site.test.world.pass(.hours(1))
        #expect(await site.test.deliverMail().isEmpty)
    }

    @Test("N-35: once its mails have left a send is sent again and revoked, and not taken back")
    func afterUndo() async throws {
        let site = try await TestSite(undoWindow: .seconds(30))
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        site.test.world.pass(.seconds(30))
        try await site.visit { browser in
            let page = try await Desk(site, ready.viewer, browser).get("/sends/\(send)").text
            for words in ["Resend the notice", "Revoke all links"] { #expect(page.contains(words), "\(words)") }
        }
    }
}
