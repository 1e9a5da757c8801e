import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct TeamPagesTests {
    @Test("PE-06: a team is made, changed beside somebody else's change, and archived by forms alone")
    func team() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let ivo = try await site.test.person("Ivo Member", .staff, emails: ["ivo@firm.example"])
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            #expect(try await desk.get("/teams").text.contains("There is no team yet."))
            #expect(try await desk.get("/people").text.contains("href=\"/teams\""))
            let fields = [("name", "North"), ("kind", "team"), ("member", ivo.id.text)]
            let empty = try await desk.post("/teams", [("name", ""), ("kind", "team")], from: "/teams/new")
            #expect(empty.status == .unprocessableContent && empty.text.contains("There is a problem"))
            #expect(try await desk.post("/teams", fields, from: "/teams/new").leadsTo == "/teams?told=saved")
            let list = try await desk.get("/teams").text
            #expect(list.contains("North") && list.contains("Ivo Member"))
            let edit = try #require(list.firstMatch(of: /href="(\/teams\/\w{26})\/edit"/)).1
            let taken = try await desk.post("/teams", fields, from: "/teams/new")
            #expect(taken.status == .unprocessableContent && taken.text.contains("Another team has this name."))
            let other = [("name", "Northern"), ("kind", "circle")]
            #expect(try await desk.post("\(edit)?version=1", other, from: "\(edit)/edit").leadsTo != nil)
            let late = try await desk.post("\(edit)?version=1", fields, from: "\(edit)/edit")
            #expect(late.status == .conflict && late.text.contains("Circle “Northern” with nobody"))
            #expect(late.text.contains("version=2") && late.text.contains("value=\"North\""))
            #expect(try await desk.get("/people/\(ivo.id)").text.contains("Team North") == false)
            _ = try await desk.post("\(edit)?version=2", fields, from: "\(edit)/edit")
            #expect(try await desk.get("/people/\(ivo.id)").text.contains("Team North"))
            #expect(try await desk.post("\(edit)/archive", from: "\(edit)/edit").leadsTo?.hasPrefix("/teams") == true)
            #expect(try await desk.get("/teams").text.contains("Archived"))
            #expect(try await desk.post("\(edit)/archive/deletion", from: "\(edit)/edit").leadsTo != nil)
            let strange = try await desk.post("/teams", [("name", "X"), ("kind", "gang")], from: "/teams/new")
            #expect(strange.status == .unprocessableContent)
        }
    }

    @Test("PE-07: a contact's form has who of staff answers for them, and the list is filtered by it")
    func coordinator() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let ivo = try await site.test.person("Ivo Member", .staff, emails: ["ivo@firm.example"])
        let client = try await site.test.person("Ana Client", emails: ["ana@client.example"])
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let path = "/people/\(client.id)"
            let form = try await desk.get("\(path)/edit").text
            #expect(form.contains("Ivo Member") && !form.contains("name=\"role\""))
            let action = try #require(form.firstMatch(of: /action="(\/people\/[^"]+version=[^"]+)"/)).1
            let fields = [("name", "Ana Client"), ("email", "ana@client.example"), ("aliases", "")]
            let wrong = try await desk.post(
                String(action), fields + [("coordinator", client.id.text)], from: "\(path)/edit")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("member of staff who is not archived"))
            let saved = try await desk.post(
                String(action), fields + [("coordinator", ivo.id.text)], from: "\(path)/edit")
            #expect(saved.leadsTo?.hasPrefix(path) == true)
            #expect(try await desk.get(path).text.contains("Coordinator: <a href=\"/people/\(ivo.id)\">Ivo Member</a>"))
            let stale = try await desk.post(String(action), fields + [("coordinator", "")], from: "\(path)/edit")
            #expect(stale.status == .conflict && stale.text.contains("Somebody chose otherwise meanwhile."))
            let list = try await desk.get("/people?coordinator=\(ivo.id)").text
            #expect(list.contains("Ana Client") && !list.contains("href=\"/people/\(viewer.person)\""))
        }
    }
}
