import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct MergePagesTests {
    @Test("PE-08: found by name, looked at beside each other, merged by a button; the old page leads to the new one")
    func merge() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let twin = try await site.test.person("A. Client", emails: ["ac@client.example"])
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = "/people/\(ready.client.id)"
            #expect(try await desk.get(page).text.contains("href=\"\(page)/merge\""))
            let found = try await desk.get("\(page)/merge?text=client").text
            let with = "\(page)/merge?with=\(twin.id)"
            #expect(found.contains("href=\"\(with)\"") && !found.contains("Merge into"))
            let both = try await desk.get(with).text
            #expect(both.contains("ana@client.example") && both.contains("ac@client.example"))
            let swapped = "/people/\(twin.id)/merge?with=\(ready.client.id)"
            #expect(both.contains("href=\"\(swapped)\""))
            let other = try await desk.get(swapped)
            let action = try #require(other.text.firstMatch(of: /action="([^"]+seen=[^"]+)"/)).1
                .replacing("&amp;", with: "&")
            _ = try await site.test.installation.changePerson(
                twin.id, PersonChange(name: "Anna Client"), by: ready.viewer)
            let late = try await desk.post(String(action), from: swapped)
            #expect(late.status == .conflict && late.text.contains("Somebody changed one of them meanwhile."))
            let again = try #require(late.text.firstMatch(of: /action="([^"]+seen=[^"]+)"/)).1
                .replacing("&amp;", with: "&")
            #expect(try await desk.post(String(again), from: swapped).leadsTo == "/people/\(twin.id)?told=merged")
            let kept = try await desk.get("/people/\(twin.id)").text
            #expect(kept.contains("Also has been:") && kept.contains("ana@client.example"))
            let old = try await desk.get(page).text
            #expect(old.contains("This record became a part of") && !old.contains("Bring back"))
            #expect(try await desk.get("\(page)/merge").status == .forbidden)
            let delivery = try #require(
                try await site.test.installation.showSend(send, to: ready.viewer)?.deliveries.first)
            let shown = try await desk.get("/deliveries/\(delivery.delivery.id)").text
            #expect(shown.contains("Anna Client") && shown.contains("Issued to the record “Ana Client”"))
            #expect(try await desk.get("/people/\(ready.viewer.person)/merge").status == .forbidden)
            #expect(try await desk.post("/people/\(twin.id)/merge", from: "/people").status == .unprocessableContent)
        }
    }

    @Test("PE-08: programs merge; the second time is the same")
    func program() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let twin = try await site.test.person("A. Client", emails: ["ac@client.example"])
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let (path, body) = ("/people/\(ready.client.id)/merge", #"{"personId":"\#(twin.id)"}"#)
            for _ in 0..<2 {
                let merged = try await program.send(.post, path, body).json
                #expect(merged.texts("aliases") == ["ac@client.example"])
            }
            #expect(try await program.send(.delete, "/people/\(twin.id)/archive").isProblem(409))
            let own = #"{"personId":"\#(ready.viewer.person)"}"#
            #expect(try await program.send(.post, path, own).places == ["/personId"])
            let back = #"{"personId":"\#(ready.client.id)"}"#
            #expect(try await program.send(.post, "/people/\(twin.id)/merge", back).isProblem(409))
        }
    }
}
