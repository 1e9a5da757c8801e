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
    private static func bring(
        _ text: String, _ desk: Desk, kind: ImportKind = .contacts
    ) async throws -> TestResponse {
        let path = "/imports?kind=\(kind.rawValue)"
        let token = try #require(try await desk.get("/imports/new?kind=\(kind.rawValue)").formToken)
        let parts = [("name=\"_token\"", token), ("name=\"file\"; filename=\"new.csv\"", text)].map {
            "--b\r\nContent-Disposition: form-data; \($0.0)\r\n\r\n\($0.1)\r\n"
        }
        return try await desk.browser.send(
            .post, path, [.contentType: "multipart/form-data; boundary=b"],
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

    @Test(
        "CR-11, CR-12: assignments by pages: a tick tells people by mail, and stays ticked where it has to be looked at again"
    )
    func assignments() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        _ = try await site.test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let caseFile = try await site.test.caseFile("A-1", by: viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let form = try await desk.get("/imports/new?kind=assignments")
            #expect(form.text.contains("It takes nobody off a case") && form.text.contains("is dropped"))
            let list = try await desk.get("/cases?state=open")
            #expect(list.text.contains("\"/imports/new?kind=assignments\""))
            #expect(
                list.text.contains("\"/assignments.csv?state&#x3D;open\"")
                    || list.text.contains("\"/assignments.csv?state=open\""))
            let text = "reference,email,role,primary\nA-1,ivo@firm.example,investigator,yes\n"
            let first = try #require(try await Self.bring(text, desk, kind: .assignments).leadsTo)
            let good = try #require(try await Self.bring(text, desk, kind: .assignments).leadsTo)
            #expect(try await desk.get(first).text.contains("or you brought another since"))
            let plan = try await desk.get(good)
            #expect(plan.text.contains("A-1: Ivo") && !plan.text.contains(" checked"))
            #expect(plan.text.contains("Would be added: investigator; primary of the role"))
            _ = try await site.test.installation.assign(
                viewer.person, as: .investigator, isPrimary: true, to: caseFile.id, by: viewer)
            let stale = try await browser.post(
                "\(good)/confirmation", plan.hiddenFields + [("notice", "on")], token: plan.formToken)
            #expect(stale.status == .conflict && stale.text.contains(" checked"))
            #expect(stale.text.contains("primary of the role, in place of Sam Staff"))
            let done = try await browser.post(
                "\(good)/confirmation", stale.hiddenFields + [("notice", "on")], token: stale.formToken)
            #expect(done.leadsTo == good)
            #expect(try await desk.get(good).text.contains("Imported: 1 added, 0 changed. A mail tells one of them."))
            #expect(await site.test.deliverMail().count == 1)
            let history = try await desk.get("/cases/\(caseFile.id)/activity")
            #expect(history.text.contains("investigator, by import"))
            let file = try await desk.get("/assignments.csv")
            #expect(file["Content-Disposition"] == "attachment; filename=\"assignments.csv\"")
            #expect(file.text.contains(",ivo@firm.example,investigator,yes\r\n"))
            let template = try await desk.get("/imports/template?kind=assignments")
            #expect(template.text == "\u{FEFF}reference,id,email,role,primary\r\n")
        }
    }

    @Test("CR-11, CR-12: programs bring assignments, have people told, and read them back")
    func assignmentsOfPrograms() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        _ = try await site.test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        _ = try await site.test.caseFile("A-1", by: viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let bring = { (text: String) in
                try await program.send(
                    .post, "/imports?kind=assignments", [.contentType: "text/csv"], bytes: Array(text.utf8))
            }
            #expect(try await bring("reference,role\nA-1,investigator").isProblem(422))
            let bad = try await bring("reference,email,role\nA-2,ivo@firm.example,boss").json
            #expect(try bad.items("problems").map { $0.text("column") } == ["role", "reference"])
            let good = try await bring("reference,email,role\nA-1,ivo@firm.example,investigator").json
            #expect(try good.items("lines").first?["changes"] == ["investigator"] && good["told"] == .null)
            let path = "/imports/\(good.text("id"))/confirmation"
            let seen = #"{"seen":"\#(good.text("seen"))","notice":true}"#
            for _ in 1...2 {
                let done = try await program.send(.post, path, seen)
                #expect(done.status == .ok)
                #expect(try done.json.optionalInteger("told") == 1)
            }
            #expect(await site.test.deliverMail().count == 1)
            #expect(
                try await program.get("/assignments.csv?status=open").text.hasSuffix(
                    ",ivo@firm.example,investigator,no\r\n"))
            #expect(try await program.get("/assignments.csv?status=closed").text.split(separator: "\r\n").count == 1)
        }
    }

    @Test(
        "RL-04: files brought by pages and by programs are counted together, by person; too many are told when to come again"
    )
    func counted() async throws {
        let site = try await TestSite(production: true)
        let viewer = try await site.test.staff()
        _ = try await site.test.staff("Bo", email: "bo@firm.example")
        let draft = try await site.test.draft(in: try await site.test.caseFile(by: viewer), by: viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let program = try await Program(site, browser)
            let send = { (program: Program, path: String, text: String) in
                try await program.send(.post, path, [.contentType: "text/csv"], bytes: Array(text.utf8))
            }
            let (imports, files) = ("/imports?kind=contacts", "/updates/\(draft.id)/attachments?name=a.txt")
            for _ in 0..<117 { #expect(try await send(program, imports, "x").isProblem(422)) }
            #expect(try await Self.bring("", desk).status == .unprocessableContent)
            #expect(try await send(program, files, "a").status == .created)
            #expect(try await send(program, imports, "name\nBo").status == .created)
            for path in [imports, files] {
                let refused = try await send(program, path, "name\nBo")
                #expect(refused.isProblem(429) && refused["Retry-After"] == "1")
            }
            #expect(try await Self.bring("name\nBo", desk).status == .tooManyRequests)
            let other = try await Program(site, browser, for: "bo@firm.example")
            #expect(try await send(other, imports, "name\nBo").status == .created)
            #expect(try await program.get("/cases").status == .ok)
            site.test.world.pass(.minutes(1))
            #expect(try await send(program, imports, "name\nBo").status == .created)
        }
    }
}
