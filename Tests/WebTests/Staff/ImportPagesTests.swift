import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite("Importing and exporting by pages and programs")
struct ImportPagesTests {
    private static func bring(_ text: String, _ desk: Desk) async throws -> TestResponse {
        let token = try #require(try await desk.get("/imports/new?kind=contacts").formToken)
        let parts = [("name=\"_token\"", token), ("name=\"file\"; filename=\"new.csv\"", text)].map {
            "--b\r\nContent-Disposition: form-data; \($0.0)\r\n\r\n\($0.1)\r\n"
        }
        return try await desk.browser.send(
            .post, "/imports?kind=contacts", [.contentType: "multipart/form-data; boundary=b"],
            body: ByteBuffer(string: parts.joined() + "--b--\r\n"))
    }

    @Test("PE-03: a line with a bad address is listed with line and reason; a good file is imported by one button")
    func pages() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let empty = try await Self.bring("", desk)
            #expect(empty.status.code == 422 && empty.text.contains("There is nothing in this file."))
            let bad = try #require(try await Self.bring("name,email\nBo,bo@\nCy,cy@client.example\n", desk).leadsTo)
            let listed = try await desk.get(bad)
            #expect(listed.text.contains("Nothing can be imported: 1 line has a problem."))
            #expect(!listed.text.contains("/confirmation"))
            let good = try #require(try await Self.bring("name,email\nBo,bo@client.example\n", desk).leadsTo)
            let plan = try await desk.get(good)
            #expect(plan.text.contains("1 would be added, 0 changed, 0 left as they are."))
            _ = try await site.test.person("Bo Old", emails: ["bo@client.example"])
            let stale = try await browser.post("\(good)/confirmation", plan.hiddenFields, token: plan.formToken)
            #expect(stale.status == .conflict && stale.text.contains("Something changed since you saw this."))
            #expect(stale.text.contains("name becomes Bo"))
            let done = try await browser.post("\(good)/confirmation", stale.hiddenFields, token: stale.formToken)
            #expect(done.leadsTo == good)
            #expect(try await desk.get(good).text.contains("Imported: 0 added, 1 changed."))
            #expect(try await desk.get("/imports/new?kind=staff").status == .notFound)
        }
    }

    @Test("PE-04, N-38: exports and templates are files to keep, with the filter of the list")
    func exports() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        _ = try await site.test.person("@Bo", emails: ["bo@client.example"])
        _ = try await site.test.person("Cy", .prospect, emails: [])
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let file = try await desk.get("/people.csv?kind=contact")
            #expect(file["Content-Type"] == "text/csv; charset=utf-8; header=present")
            #expect(file["Content-Disposition"] == "attachment; filename=\"contacts.csv\"")
            #expect(file.text.contains(",'@Bo,contact,bo@client.example,,\r\n") && !file.text.contains("Cy"))
            let template = try await desk.get("/imports/template?kind=cases")
            #expect(template.text == "\u{FEFF}reference,title,status\r\n")
            #expect(try await desk.get("/cases.csv").text == "\u{FEFF}reference,title,status\r\n")
        }
    }

    @Test("PE-03, PE-04: programs bring a file, read what it would do, and confirm what they read")
    func programs() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let bring = { (text: String) in
                try await program.send(
                    .post, "/imports?kind=cases", [.contentType: "text/csv"], bytes: Array(text.utf8))
            }
            #expect(try await bring("reference\n1").isProblem(422))
            let bad = try await bring("reference,title,status\n1,T,odd\n")
            #expect(bad.status == .created)
            let problem = try #require(try bad.json.items("problems").first)
            #expect(problem.text("column") == "status" && problem.optionalInteger("line") == 2)
            #expect(try bad.json["seen"] == .null)
            let good = try await bring("reference,title\n2026-1,T\n").json
            let path = "/imports/\(good.text("id"))"
            #expect(try await program.send(.post, "\(path)/confirmation", #"{"seen":"x"}"#).isProblem(409))
            let seen = #"{"seen":"\#(good.text("seen"))"}"#
            for _ in 1...2 {
                let done = try await program.send(.post, "\(path)/confirmation", seen)
                #expect(done.status == .ok)
                #expect(try done.json.optionalInteger("added") == 1)
            }
            #expect(try await program.get("/cases.csv").text.hasSuffix("2026-1,T,open\r\n"))
            #expect(try await program.get("/contacts.csv?show=all").text.hasPrefix("\u{FEFF}id,name"))
        }
    }
}
