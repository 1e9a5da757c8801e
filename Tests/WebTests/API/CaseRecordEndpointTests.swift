import Actions
import Cryptography
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct CaseRecordEndpointTests {
    @Test(
        "CR-01, CR-02, CR-03: programs keep types, label cases, list by type, tag and whose, and close several at once")
    func labels() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let type = try await program.make("/case-types", #"{"name":"Fraud"}"#).text("id")
            let taken = try await program.send(.post, "/case-types", #"{"name":"FRAUD"}"#)
            #expect(taken.status == .conflict && taken.text.contains("name-taken"))
            let made = try await program.make(
                "/cases", #"{"reference":"1","title":"T","typeId":"\#(type)","tags":["Night","quay","QUAY"]}"#)
            #expect(made.texts("tags") == ["Night", "quay"] && made.text("typeId") == type)
            let other = try await program.make("/cases", #"{"reference":"2","title":"T"}"#).text("id")
            let path = "/cases/\(made.text("id"))"
            let renamed = try await program.send(.patch, path, #"{"title":"New"}"#).json
            #expect(renamed.texts("tags") == ["Night", "quay"] && renamed.text("typeId") == type)
            for query in ["type=\(type)", "tag=night", "tag=QUAY&sort=oldest", "text=new&mine=false"] {
                let list = try await program.get("/cases?\(query)").json.items("cases")
                #expect(list.map { $0.text("reference") } == ["1"], "\(query)")
            }
            #expect(try await program.get("/cases?mine=true").json.items("cases").isEmpty)
            #expect(try await program.get("/cases?type=x").status.code == 422)
            #expect(try await program.send(.put, "/case-types/\(type)/archive").json.optionalText("archivedAt") != nil)
            let refused = try await program.send(.patch, "/cases/\(other)", #"{"typeId":"\#(type)"}"#)
            #expect(refused.status.code == 422 && refused.text.contains("/typeId"))
            let bare = try await program.send(.patch, path, #"{"typeId":null,"tags":[]}"#).json
            #expect(bare.optionalText("typeId") == nil && bare.texts("tags").isEmpty)
            _ = try await program.send(.put, "/cases/\(other)/closure")
            let nobody: ID<CaseFile> = try site.test.world.newID()
            let change = try await program.make(
                "/case-status-changes",
                #"{"status":"closed","cases":["\#(made.text("id"))","\#(other)","\#(nobody)"]}"#)
            #expect(change.items("cases").map { $0.text("outcome") } == ["done", "already so", "not found"])
            let again = try await program.get("/case-status-changes/\(change.text("id"))")
            #expect(try again.json.items("cases").count == 3)
            #expect(try await program.get(path).json.optionalText("closedAt") != nil)
        }
    }

    @Test("CR-04, CR-06, CR-07, CR-08: programs read activity and files in pages, and keep primaries, period and hold")
    func records() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let path = "/cases/\(ready.caseFile.id)"
            let part = try await program.send(
                .put, "\(path)/assignments/\(ready.client.id)",
                #"{"role":"client contact","primary":true,"notice":true}"#)
            #expect(try part.json.optionalFlag("primary") == true)
            #expect(
                try await program.get(path + "/assignments").json.items("assignments")[0].optionalFlag("primary")
                    == true)
            site.test.world.pass(.seconds(1))
            let put = try await program.send(.put, path + "/retention", #"{"months":84}"#)
            #expect(try put.json.optionalInteger("months") == 84 && put.json.optionalText("dueAt") == nil)
            #expect(try await program.send(.put, path + "/retention", #"{"months":0}"#).status.code == 422)
            site.test.world.pass(.seconds(1))
            let held = try await program.send(.post, path + "/hold", #"{"reason":"Court"}"#)
            #expect(try held.json["hold"]?.text("reason") == "Court")
            #expect(try await program.send(.post, path + "/hold", #"{"reason":"Court"}"#).status == .conflict)
            #expect(try await program.get(path).json.optionalFlag("onHold") == true)
            #expect(try await program.send(.post, path + "/hold/lifting", #"{"reason":"Over"}"#).status == .ok)
            let activity = try await program.get(path + "/activity?limit=2").json
            #expect(activity.items("entries").map { $0.text("kind") } == ["hold lifted", "hold placed"])
            let rest = try await program.get("\(path)/activity?limit=200&after=\(activity.text("next"))").json
            #expect(rest.items("entries").map { $0.text("kind") }.contains("written"))
            #expect(rest.optionalText("next") == nil)
            #expect(try await program.get(path + "/activity?after=x").status.code == 422)
            #expect(try await program.get(path + "/activity?kind=files").json.items("entries").count == 1)
            let file = try #require(try await program.get(path + "/files").json.items("files").first)
            #expect(file.text("name") == "Secret name.pdf" && file.optionalInteger("version") == 1)
            #expect(try await program.get("\(path)/files?after=\(ready.update.id)").status.code == 422)
        }
    }
}
