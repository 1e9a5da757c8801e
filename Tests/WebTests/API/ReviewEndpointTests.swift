import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The interface: review and access groups")
struct ReviewEndpointTests {
    @Test("TR-01: a program submits, returns with a reason and validates; who was first is named")
    func review() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile(by: viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let update = try await program.make("/cases/\(caseFile.id)/updates", #"{"title":"T","body":"<p>x</p>"}"#)
            #expect(update["accessGroupId"] == .text(AccessGroup.standard.text) && update["submittedAt"] == .null)
            let path = "/updates/\(update.text("id"))"
            #expect(try await program.send(.post, path + "/return", #"{"reason":"a"}"#).isProblem(409))
            let submitted = try await program.send(.post, path + "/submission", #"{"version":1}"#).json
            #expect(submitted["state"] == "submitted" && submitted["submittedBy"] == .text(viewer.person.text))
            #expect(try await program.send(.post, path + "/submission").json["state"] == "submitted")
            #expect(try await program.send(.post, path + "/return", #"{"reason":" "}"#).places == ["/reason"])
            let returned = try await program.send(.post, path + "/return", #"{"reason":"Name it.","version":1}"#).json
            #expect(returned["state"] == "returned" && returned["returnReason"] == "Name it.")
            for step in ["/return", "/validation"] {
                let late = try await program.send(.post, path + step, step == "/return" ? #"{"reason":"b"}"# : nil)
                #expect(late.isProblem(409) && late.text.contains("Sam Staff"))
                #expect(try late.json["type"] == "urn:casecourier:problem:returned")
            }
            _ = try await program.send(.post, path + "/submission")
            let validated = try await program.send(.post, path + "/validation").json
            #expect(validated["state"] == "validated" && validated["validatedAutomatically"] == .yesNo(false))
        }
    }

    @Test("N-44: programs say that a case and an access group ask for codes; a send that does not say follows them")
    func verificationAsked() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let send = #"{"recipients":["\#(ready.client.id)"],"linkLifetimeSeconds":900%}"#
            func sent(_ said: String = "") async throws -> JSON? {
                let body = send.replacing("%", with: said)
                return try await program.make("/updates/\(ready.update.id)/sends", body)["identityVerification"]
            }
            #expect(try await sent() == .yesNo(false))
            let caseFile = "/cases/\(ready.update.caseFile)"
            #expect(try await program.get(caseFile).json["asksForCode"] == .yesNo(false))
            #expect(
                try await program.send(.patch, caseFile, #"{"asksForCode":true}"#).json["asksForCode"] == .yesNo(true))
            #expect(try await program.send(.patch, caseFile, #"{"title":"T"}"#).json["asksForCode"] == .yesNo(true))
            #expect(try await sent() == .yesNo(true))
            #expect(try await sent(#","identityVerification":false"#) == .yesNo(false))
            _ = try await program.send(.patch, caseFile, #"{"asksForCode":false}"#)
            let group = "/access-groups/\(AccessGroup.standard)"
            func change(_ version: Int, _ more: String = "") -> String {
                #"{"version":\#(version),"name":"Standard","audience":["investigator","client contact"],"#
                    + #""requiresValidation":true,"partOfDocuments":true\#(more)}"#
            }
            let asking = try await program.send(.patch, group, change(1, #","asksForCode":true"#)).json
            #expect(asking["asksForCode"] == .yesNo(true))
            #expect(try await program.send(.patch, group, change(2)).json["asksForCode"] == .yesNo(true))
            #expect(try await sent() == .yesNo(true))
        }
    }

    @Test("OS-16: a program keeps access groups; an update carries one, and needs no validation where it says so")
    func groups() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let caseFile = try await site.test.caseFile(by: viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let body =
                #"{"name":"Notes","audience":["manager","client contact"],"requiresValidation":false,"partOfDocuments":false}"#
            let group = try await program.make("/access-groups", body)
            let id = group.text("id")
            #expect(group["audience"] == ["manager", "client contact"] && group["updates"] == .integer(0))
            #expect(try await program.send(.post, "/access-groups", body).isProblem(409))
            let wrong = body.replacing("client contact", with: "client")
            #expect(try await program.send(.post, "/access-groups", wrong).places == ["/audience/1"])
            let update = try await program.make(
                "/cases/\(caseFile.id)/updates", #"{"title":"T","body":"<p>x</p>","accessGroupId":"\#(id)"}"#)
            #expect(update["accessGroupId"] == .text(id))
            let done = try await program.send(.post, "/updates/\(update.text("id"))/submission").json
            #expect(done["state"] == "validated" && done["validatedAutomatically"] == .yesNo(true))
            let unknown = String(repeating: "0", count: 26)
            let refused = try await program.send(
                .post, "/cases/\(caseFile.id)/updates",
                #"{"title":"T","body":"<p>x</p>","accessGroupId":"\#(unknown)"}"#)
            #expect(refused.places == ["/accessGroupId"])
            let change = #"{"version":1,\#(body.dropFirst())"#.replacing("Notes", with: "Our notes")
            #expect(try await program.send(.patch, "/access-groups/\(id)", change).json["name"] == "Our notes")
            #expect(try await program.send(.patch, "/access-groups/\(id)", change).isProblem(409))
            let archived = try await program.send(.put, "/access-groups/\(id)/archive").json
            #expect(archived.optionalText("archivedAt") != nil && archived["updates"] == .integer(1))
            #expect(try await program.send(.delete, "/access-groups/\(id)/archive").json["archivedAt"] == .null)
            #expect(try await program.send(.put, "/access-groups/\(AccessGroup.standard)/archive").isProblem(409))
            #expect(try await program.get("/access-groups").json.items("accessGroups").count == 2)
            #expect(try await program.get("/access-groups/\(unknown)").isProblem(404))
        }
    }
}
