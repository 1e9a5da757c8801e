import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct GroupPagesTests {
    private func choices(_ people: [Person] = [], groups: [String] = []) -> [(String, String)] {
        people.map { ("recipient", $0.id.text) } + groups.map { ("group", $0) } + [("note", ""), ("life", "604800")]
    }

    @Test("TR-09: from a new group to a send by one tick, by forms alone; who is left out is agreed to and shown")
    func story() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let mute = try await site.test.person("Mia Mute", .staff, emails: [])
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let (list, new) = (
                "/distribution-groups?case=\(ready.caseFile.id)", "/distribution-groups/new?case=\(ready.caseFile.id)"
            )
            #expect(try await desk.get("/cases/\(ready.caseFile.id)/people").text.contains(list))
            #expect(try await desk.get(list).text.contains("There is no distribution group yet."))
            let made = try await desk.post(
                list, [("name", "Clients & Mia"), ("everybody", "client contact"), ("person", mute.id.text)], from: new)
            let path = try #require(made.leadsTo?.split(separator: "?").first.map(String.init))
            let shown = try await desk.get(path)
            for text in ["Clients &amp; Mia", "All client contacts", "Mia Mute", "Not used for a send yet."] {
                #expect(shown.text.contains(text))
            }
            let group = try #require(path.split(separator: "/").last.map(String.init))
            let sends = "/updates/\(ready.update.id)/sends"
            let dialog = try await desk.get("\(sends)/new")
            #expect(dialog.text.contains("value=\"\(group)\">") && dialog.text.contains("2 people now"))
            let check = try await desk.post("\(sends)/check", choices(groups: [group]), from: "\(sends)/new")
            for text in ["goes to 1 person", "Mia Mute has no e-mail address.", "Leave this person out"] {
                #expect(check.text.contains(text))
            }
            let unsaid = try await desk.post(sends, check.hiddenFields, from: "\(sends)/new")
            #expect(unsaid.status == .unprocessableContent && unsaid.text.contains("There is a problem"))
            #expect(unsaid.text.contains("href=\"#leave-out\""))
            #expect(await site.test.deliverMail().isEmpty)
            let sent = try await desk.post(sends, unsaid.hiddenFields + [("leave-out", "on")], from: "\(sends)/new")
            let tracker = try await desk.get(try #require(sent.leadsTo))
            #expect(tracker.text.contains("Sent to the groups: Clients &amp; Mia"))
            #expect(tracker.text.contains("Mia Mute had no e-mail address."))
            #expect(await site.test.deliverMail().count == 1)
            #expect(try await desk.get(path).text.contains("Chosen for 1 send"))
        }
    }

    @Test("N-35: when a group changed since the check page, the page comes again with those it reaches now")
    func changed() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let new = "/distribution-groups/new?case=\(ready.caseFile.id)"
            let made = try await desk.post(
                "/distribution-groups?case=\(ready.caseFile.id)",
                [("name", "Clients"), ("everybody", "client contact")],
                from: new)
            let group = try #require(made.leadsTo?.split(separator: "?").first?.split(separator: "/").last)
            let sends = "/updates/\(ready.update.id)/sends"
            let check = try await desk.post("\(sends)/check", choices(groups: [String(group)]), from: "\(sends)/new")
            let dora = try await site.test.person("Dora New", emails: ["dora@client.example"])
            _ = try await site.test.installation.assign(
                dora.id, as: .clientContact, to: ready.caseFile.id, by: ready.viewer)
            let again = try await desk.post(sends, check.hiddenFields, from: "\(sends)/new")
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("The groups come to other people now.") && again.text.contains("Dora New"))
            #expect(await site.test.deliverMail().isEmpty)
            let sent = try await desk.post(sends, again.hiddenFields, from: "\(sends)/new")
            #expect(sent.status == .seeOther)
            #expect(await site.test.deliverMail().count == 2)
        }
    }

    @Test("A stale form tells what somebody else saved, keeps what was ticked, and saves it when it is sent again")
    func stale() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let made = try await desk.post(
                "/distribution-groups", [("name", "Shared"), ("everybody", "client contact")],
                from: "/distribution-groups/new")
            let path = try #require(made.leadsTo?.split(separator: "?").first.map(String.init))
            let edit = "\(path)/edit"
            let first = try await desk.post(
                "\(path)?version=1", [("name", "Theirs"), ("everybody", "employee")], from: edit)
            #expect(first.status == .seeOther)
            let late = try await desk.post(
                "\(path)?version=1", [("name", "Mine"), ("everybody", "investigator")], from: edit)
            #expect(late.status == .conflict)
            #expect(late.text.contains("it is now “Theirs” with All employees"))
            #expect(late.text.contains("value=\"Mine\"") && late.text.contains("value=\"investigator\" checked"))
            #expect(late.text.contains("\(path)?version=2"))
            let again = try await desk.post(
                "\(path)?version=2", [("name", "Mine"), ("everybody", "investigator")], from: edit)
            #expect(again.status == .seeOther)
            #expect(try await desk.get(path).text.contains("Mine"))
            let archived = try await desk.post("\(path)/archive", from: path)
            #expect(archived.status == .seeOther)
            #expect(try await desk.get(path).text.contains("This group is archived"))
            #expect(try await desk.get(edit).status == .forbidden)
            #expect(try await desk.get("/distribution-groups").text.contains("archived"))
            #expect(try await desk.post("\(path)/archive/deletion", from: path).status == .seeOther)
            #expect(try await desk.get(edit).status == .ok)
            let taken = try await desk.post(
                "/distribution-groups", [("name", "Mine"), ("everybody", "employee")], from: "/distribution-groups/new")
            #expect(taken.status == .unprocessableContent && taken.text.contains("Another group has this name."))
        }
    }

    @Test("A group without a name or members is refused at the field, and what was ticked stays")
    func refused() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let new = "/distribution-groups/new"
            let empty = try await desk.post("/distribution-groups", [("name", "Nobody")], from: new)
            #expect(empty.status == .unprocessableContent && empty.text.contains("Choose who belongs to the group."))
            #expect(empty.text.contains("href=\"#members\"") && empty.text.contains("value=\"Nobody\""))
            let nameless = try await desk.post(
                "/distribution-groups", [("name", " "), ("everybody", "employee")], from: new)
            #expect(nameless.status == .unprocessableContent && nameless.text.contains("value=\"employee\" checked"))
            for (name, value) in [
                ("role", "employee"), ("everybody", "king"), ("person", "x"), ("group", "x"), ("owner", "1"),
            ] {
                let answer = try await desk.post("/distribution-groups", [("name", "A"), (name, value)], from: new)
                #expect(answer.status == .unprocessableContent)
            }
        }
    }
}
