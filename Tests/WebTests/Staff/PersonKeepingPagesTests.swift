import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Keeping people by pages and programs")
struct PersonKeepingPagesTests {
    @Test(
        "PE-01, PE-02: archived by a button, found by the filter, offered again; without an address the pages say why")
    func archive() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let mute = try await site.test.person("Mia Mute", emails: [])
        _ = try await site.test.installation.assign(
            mute.id, as: .clientContact, to: ready.caseFile.id, by: ready.viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = "/people/\(mute.id)"
            #expect(try await desk.get(page).text.contains("No address. Nothing can be sent to this person."))
            let dialog = "/updates/\(ready.update.id)/sends/new"
            #expect(try await desk.get(dialog).text.contains("No e-mail address is known."))
            let archived = try await desk.post("\(page)/archive", from: page)
            #expect(archived.leadsTo == "\(page)?told=person-archived")
            #expect(try await desk.get(page).text.contains("This person is offered nowhere and cannot be sent to."))
            #expect(try await !desk.get("/people").text.contains("Mia Mute"))
            #expect(try await desk.get("/people?show=archived").text.contains("Mia Mute"))
            #expect(try await desk.get(dialog).text.contains("They are archived."))
            #expect(try await desk.get("/cases/\(ready.caseFile.id)/people").text.contains("Archived"))
            #expect(
                try await desk.post("\(page)/archive/deletion", from: page).leadsTo == "\(page)?told=person-restored")
            #expect(try await desk.get("/people").text.contains("Mia Mute"))
            let own = "/people/\(ready.viewer.person)"
            #expect(try await !desk.get(own).text.contains("\(own)/archive"))
            #expect(try await desk.post("\(own)/archive", from: own).status == .conflict)
        }
    }

    @Test("N-47: tracker, timeline and pickers say that it is an address and not a person")
    func shared() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = "/people/\(ready.client.id)"
            let tracker = "/sends/\(send)"
            #expect(try await desk.get(tracker).text.contains("The recipient has not downloaded everything"))
            let query = "?address=ana@client.example"
            #expect(try await desk.post("\(page)/shared-addresses\(query)", from: page).status == .seeOther)
            #expect(try await desk.get(page).text.contains("Shared address"))
            let tracked = try await desk.get(tracker).text
            #expect(tracked.contains("Shared address"))
            #expect(tracked.contains("Of those who read the address, nobody has downloaded everything"))
            let dialog = try await desk.get("/updates/\(ready.update.id)/sends/new").text
            #expect(dialog.contains("ana@client.example: an address, not a person"))
            let delivery = try #require(
                try await site.test.installation.showSend(send, to: ready.viewer)?.deliveries.first?.delivery.id)
            #expect(try await desk.get("/deliveries/\(delivery)").text.contains("Shared address"))
            let program = try await Program(site, browser)
            let read = try await program.get("/sends/\(send)").text
            #expect(read.contains(#""addressIsShared":true"#))
            #expect(try await desk.post("\(page)/shared-addresses/deletion\(query)", from: page).status == .seeOther)
            #expect(try await !desk.get(tracker).text.contains("Shared address"))
            #expect(try await desk.post("\(page)/shared-addresses?address=x", from: page).status == .notFound)
        }
    }

    @Test(
        "PE-01, PE-02, N-47: programs add people without an address, archive them, and say which addresses are shared")
    func programs() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let mute = try await program.make("/people", #"{"kind":"prospect","name":"Mia"}"#)
            #expect(mute["email"] == .null)
            let path = "/people/\(mute.text("id"))"
            let archived = try await program.send(.put, "\(path)/archive").json
            #expect(archived.optionalText("archivedAt") != nil)
            #expect(try await program.get("/people").json.items("people").count == 1)
            #expect(try await program.get("/people?show=all").json.items("people").count == 2)
            let refused = try await program.send(.patch, path, #"{"name":"M"}"#)
            #expect(refused.isProblem(409))
            #expect(try await program.send(.delete, "\(path)/archive").json["archivedAt"] == .null)
            #expect(try await program.send(.put, "/people/\(viewer.person)/archive").isProblem(409))
            let list = try await program.make(
                "/people",
                #"{"kind":"contact","name":"L","email":"l@c.example","sharedAddresses":["L@c.example"]}"#)
            #expect(list.texts("sharedAddresses") == ["l@c.example"])
            let changed = try await program.send(
                .patch, "/people/\(list.text("id"))", #"{"sharedAddresses":["other@c.example"]}"#)
            #expect(changed.isProblem(422))
        }
    }
}
