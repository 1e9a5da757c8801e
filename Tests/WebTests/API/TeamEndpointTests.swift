import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct TeamEndpointTests {
    @Test("PE-06, PE-07: programs keep teams, put them into distribution groups, and say who answers for a contact")
    func teams() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        let client = try await site.test.person("Ana", emails: ["ana@client.example"])
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let members = #""kind":"team","members":["\#(viewer.person)"]"#
            let team = try await program.make("/teams", #"{"name":"North",\#(members)}"#)
            let path = "/teams/\(team.text("id"))"
            #expect(try await program.send(.post, "/teams", #"{"name":"north",\#(members)}"#).isProblem(409))
            let strange = #"{"name":"South","kind":"team","members":["\#(client.id)"]}"#
            #expect(try await program.send(.post, "/teams", strange).places == ["/members"])
            let change = #"{"version":1,"name":"Norte",\#(members)}"#
            #expect(try await program.send(.patch, path, change).json["version"] == .integer(2))
            #expect(try await program.send(.patch, path, change).isProblem(409))
            #expect(try await program.send(.put, path + "/archive").json["archivedAt"] != .null)
            #expect(try await program.send(.delete, path + "/archive").json["archivedAt"] == .null)
            #expect(try await program.get("/teams").json.items("teams").map { $0.text("name") } == ["Norte"])
            let group = try await program.make(
                "/distribution-groups", #"{"name":"Us","teams":["\#(team.text("id"))"]}"#)
            #expect(group.texts("teams") == [team.text("id")])
            let person = "/people/\(client.id)"
            let answered = try await program.send(.patch, person, #"{"coordinatorId":"\#(viewer.person)"}"#).json
            #expect(answered["coordinatorId"] == .text(viewer.person.text))
            let wrong = try await program.send(.patch, person, #"{"coordinatorId":"\#(client.id)"}"#)
            #expect(wrong.places == ["/coordinatorId"])
            let own = try await program.send(
                .patch, "/people/\(viewer.person)", #"{"coordinatorId":"\#(viewer.person)"}"#)
            #expect(own.places == ["/coordinatorId"])
            let found = try await program.get("/people?coordinator=\(viewer.person)").json.items("people")
            #expect(found.map { $0.text("name") } == ["Ana"])
            #expect(try await program.send(.patch, person, #"{"coordinatorId":null}"#).json["coordinatorId"] == .null)
        }
    }
}
