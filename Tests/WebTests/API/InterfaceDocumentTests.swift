import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The published description of the interface")
struct InterfaceDocumentTests {
    @Test("AU-01: every URL under /api shows a token and is described; the description itself is everybody's")
    func described() async throws {
        let routes = Routes.all(try await TestSite().site).filter { $0.path.hasPrefix("/api/") && $0.method != .head }
        #expect(routes.count > 30)
        for route in routes where route.path != "/api/openapi.json" {
            #expect(route.access == .bearer && route.endpoint != nil, "\(route.path)")
        }
        let ids = routes.compactMap(\.endpoint?.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test("The document names each route with its method, its parts and its answers")
    func document() async throws {
        let site = try await TestSite()
        try await site.visit { browser in
            let document = try await browser.get("/api/openapi.json")
            #expect(document.headers[.contentType] == "application/json")
            let json = try document.json
            #expect(json["openapi"] == "3.1.0")
            for route in Routes.all(site.site) where route.endpoint != nil {
                let operation = try #require(json["paths"]?[route.path]?[route.method.rawValue.lowercased()])
                #expect(operation["operationId"] == .text(route.endpoint?.id ?? "?"))
                let answers = try #require(operation["responses"])
                for status in ["401", "429", "500"] { #expect(answers[status] != nil) }
                #expect((answers["404"] != nil) == route.path.contains("{"))
            }
            for (path, method) in Self.fixed { #expect(json["paths"]?["/api/v1" + path]?[method] != nil, "\(path)") }
        }
    }

    private static let fixed = [
        ("/people", "post"), ("/cases", "post"), ("/cases/{case}/assignments/{person}", "put"),
        ("/cases/{case}/updates", "post"), ("/updates/{update}/attachments", "post"),
        ("/updates/{update}/validation", "post"), ("/updates/{update}/sends", "post"), ("/sends/{send}", "get"),
        ("/links/{link}/revocation", "post"),
    ]

    @Test("What is answered is of the shape that the document says, with real data in every list")
    func shapes() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        await site.test.deliverMail()
        let delivery = try #require(
            try await site.test.installation.showSend(send, to: ready.viewer)?.deliveries.first)
        let attachment = try #require(delivery.files.first?.attachment.id)
        let members = try DistributionGroupDetails(
            name: "Clients", members: [.person(ready.client.id), .role(.clientContact)])
        guard
            case .kept(let group) = try await site.test.installation.addDistributionGroup(
                members, for: ready.caseFile.id, by: ready.viewer)
        else {
            Issue.record("There should be a group.")
            return
        }
        let table = Array("name,email,kind\nAna C,ana@client.example,\nBo,bo@,\nCy,,\n".utf8)
        guard
            case .brought(let file) = try await site.test.installation.bringImport(
                table, of: .contacts, by: ready.viewer)
        else {
            Issue.record("There should be a file.")
            return
        }
        let ids = [
            "import": file.text, "distributionGroup": group.text, "case": ready.caseFile.id.text,
            "person": ready.client.id.text,
            "update": ready.update.id.text,
            "send": send.text, "delivery": delivery.delivery.id.text, "attachment": attachment.text,
            "delegation": try await site.test.delegation(
                of: delivery.delivery.id, for: "Dora", at: "dora@counsel.example"
            ).text,
            "link": delivery.links[0].id.text, "group": AccessGroup.standard.text,
            "preset": try await site.test.preset(by: ready.viewer).text,
        ]
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let type = try await program.make("/case-types", #"{"name":"Fraud"}"#).text("id")
            let team = try await program.make(
                "/teams", #"{"name":"North","kind":"team","members":["\#(ready.viewer.person)"]}"#)
            let change = try await program.make(
                "/case-status-changes", #"{"status":"open","cases":["\#(ready.caseFile.id)"]}"#)
            let ids = ids.merging(["caseType": type, "statusChange": change.text("id"), "team": team.text("id")]) { $1 }
            var seen = 0
            for route in Routes.all(site.site) where route.method == .get {
                guard case .json(_, let shape)? = route.endpoint?.success else { continue }
                var ids = ids
                if route.path.hasSuffix("/sessions") { ids["person"] = ready.viewer.person.text }
                let path = ids.reduce(route.path) { $0.replacing("{\($1.key)}", with: $1.value) }
                let answer = try await program.get(path)
                let json = try answer.json
                #expect(answer.status == .ok && shape.mistakes(in: json) == [], "\(path)")
                seen += 1
            }
            #expect(seen >= 12)
        }
    }

    @Test("Lists are given out in pages by key, each item once, also while the filter hides the last one")
    func pages() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        for number in 1...7 { _ = try await site.test.caseFile("2026-\(number)", by: viewer) }
        try await site.visit { browser in
            let program = try await Program(site, browser)
            var (found, query) = ([String](), "")
            for _ in 0..<4 {
                let page = try await program.get("/cases?status=open&limit=3" + query).json
                found += page.items("cases").map { $0.text("reference") }
                guard let next = page.optionalText("next") else { break }
                query = "&after=\(next)"
                _ = try await program.send(.put, "/cases/\(next)/closure")
            }
            #expect(found.count == 7 && Set(found).count == 7)
        }
    }
}
