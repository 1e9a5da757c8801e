import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

/// Somebody is let in at a recipient's request, on pages and by programs.
@Suite struct DelegationPagesTests {
    private func asked(_ site: TestSite) async throws -> (sent: SentFile, delivery: ID<Delivery>, id: ID<Delegation>) {
        let sent = try await site.test.sentFile()
        let tracked = try #require(try await site.test.installation.showSend(sent.send, to: sent.viewer))
        let delivery = tracked.deliveries[0].delivery.id
        let id = try await site.test.delegation(of: delivery, for: "Dora <Lund>", at: "dora@counsel.example")
        return (sent, delivery, id)
    }

    @Test("N-46: a recipient asks by a form, is told what is wrong with it, sees what became of it and takes it back")
    func recipient() async throws {
        let site = try await TestSite()
        let sent = try await site.test.sentFile()
        try await site.visit { browser in
            let page = "/f/\(sent.token)/delegates"
            #expect(try await browser.get(page).status == .forbidden)
            try await browser.verify(sent.token, in: site.test)
            #expect(try await browser.get("/f/\(sent.token)").text.contains("href=\"\(page)\""))
            let send = { @Sendable (name: String, email: String, reason: String) in
                let token = try await browser.get(page).formToken
                return try await browser.post(
                    page, [("name", name), ("email", email), ("reason", reason)], token: token)
            }
            let bad = try await send(" ", "dora@", "They act for <me>.")
            #expect(bad.refuses("name") && bad.refuses("email"))
            #expect(bad.text.contains("They act for &lt;me&gt;.</textarea>") && bad.text.contains("value=\"dora@\""))
            #expect(try await send("Dora", "dora@counsel.example", " ").refuses("reason"))
            #expect(try await send("Me", "ANA@client.example", "x").text.contains("an address of your own"))
            #expect(
                try await send("Dora", "dora@counsel.example", "She acts for me.").leadsTo
                    == "\(page)?told=delegate-asked")
            #expect(
                try await send("Dora", "dora@counsel.example", "She acts for me.").leadsTo
                    == "\(page)?told=delegate-asked")
            #expect(try await send("D. Lund", "dora@counsel.example", "x").refuses("email"))
            let forged = try await browser.post(
                page, [("name", "A"), ("email", "b@c.example"), ("reason", "x")], token: "x")
            #expect(forged.status == .forbidden)
            let shown = try await browser.get("/f/\(sent.token)").text
            #expect(shown.contains("Waits for an answer") && shown.contains("dora@counsel.example"))
            let requests = try #require(
                try await site.test.installation.listDelegations(of: sent.send, to: sent.viewer))
            #expect(requests.count == 1)
            let id = try #require(requests.first?.delegation.id)
            let token = try await browser.get(page).formToken
            #expect(try await browser.post("\(page)/\(id)/withdrawal", [], token: token).leadsTo == page)
            #expect(try await browser.get(page).text.contains("You took it back on"))
        }
    }

    @Test(
        "N-46: staff see the request where they look, approve it by a form, and the tracker says for whom and by whom")
    func staff() async throws {
        let site = try await TestSite()
        let (sent, delivery, id) = try await asked(site)
        try await site.visit { browser in
            let desk = try await Desk(site, sent.viewer, browser)
            let path = "/delegations/\(id)"
            for page in ["/sends/\(sent.send)", "/deliveries/\(delivery)"] {
                let text = try await desk.get(page).text
                #expect(text.contains("href=\"\(path)\"") && text.contains("Dora &lt;Lund&gt;"), "\(page)")
            }
            let page = try await desk.get(path).text
            for word in [
                "Request to let in Dora &lt;Lund&gt;", "dora@counsel.example", "ana@client.example, verified",
                "They act for me.",
            ] {
                #expect(page.contains(word), "\(word)")
            }
            let long = String(repeating: "x", count: 501)
            #expect(try await desk.post("\(path)/approval", [("reason", long)], from: path).refuses("reason"))
            #expect(
                try await desk.post("\(path)/approval", [("reason", "She may.")], from: path).leadsTo
                    == "/deliveries/\(delivery)?told=delegate-let-in")
            let late = try await desk.post("\(path)/refusal", [("reason", "")], from: "/sends/\(sent.send)")
            #expect(late.status == .conflict && late.text.contains("Approved by Sam Staff on"))
            let matrix = try await desk.get("/sends/\(sent.send)").text
            #expect(matrix.contains("For Ana Client, who asked on") && matrix.contains("Approved by Sam Staff on"))
            #expect(matrix.contains("The recipient has not downloaded everything"), "a delegate is no recipient")
            let timeline = try await desk.get("/deliveries/\(delivery)").text
            let order = ["Delegate requested: Dora", "Delegate approved: Dora"].compactMap {
                timeline.firstRange(of: $0)?.lowerBound
            }
            #expect(order.count == 2 && order == order.sorted())
            let tracked = try #require(try await site.test.installation.showSend(sent.send, to: sent.viewer))
            let delegate = try #require(tracked.deliveries.first { $0.delivery.delegateOf != nil }).delivery.id
            let own = try await desk.get("/deliveries/\(delegate)").text
            #expect(own.contains("For Ana Client, who asked on") && own.contains("Delegate approved: Dora"))
            let shown = try await site.test.installation.showUpdate(sent.update.id, to: sent.viewer)
            #expect(shown?.shown.sends.map(\.recipients) == [1])
        }
    }

    @Test("N-46: where somebody has the address, staff say who it is; an obstacle is said, and leaves declining")
    func whoAndWhyNot() async throws {
        let site = try await TestSite()
        let (sent, delivery, id) = try await asked(site)
        let known = try await site.test.person("Dora L.", emails: ["dora@counsel.example"])
        try await site.visit { browser in
            let desk = try await Desk(site, sent.viewer, browser)
            let path = "/delegations/\(id)"
            #expect(try await desk.get(path).text.contains("Dora L., in People"))
            #expect(try await desk.post("\(path)/approval", [("reason", "")], from: path).refuses("person"))
            #expect(
                try await desk.post("\(path)/approval", [("person", "\(sent.contact.id)"), ("reason", "")], from: path)
                    .refuses("person"))
            _ = try await site.test.installation.revokeLinks(.delivery(delivery), by: sent.viewer)
            let refused = try await desk.post(
                "\(path)/approval", [("person", "\(known.id)"), ("reason", "")], from: path)
            #expect(
                refused.status == .unprocessableContent && refused.text.contains("is revoked, so nobody can be let in"))
            #expect(!refused.text.contains("\(path)/approval"))
            #expect(
                try await desk.post("\(path)/refusal", [("reason", "Too late.")], from: path).leadsTo
                    == "/deliveries/\(delivery)?told=delegate-declined")
        }
    }

    @Test("N-46: programs list requests, approve, decline and revoke, and are told who decided before")
    func programs() async throws {
        let site = try await TestSite()
        let (sent, delivery, id) = try await asked(site)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let listed = try await program.get("/sends/\(sent.send)/delegations").json.items("delegations")
            #expect(listed.map { $0.text("state") } == ["waiting"] && listed[0].text("deliveryId") == delivery.text)
            let path = "/delegations/\(id)"
            #expect(try await program.send(.post, "\(path)/approval", "{}").places == ["/person"])
            let wrong = try await program.send(.post, "\(path)/approval", #"{"person":"\#(sent.contact.id)"}"#)
            #expect(wrong.places == ["/person"])
            #expect(try await program.send(.post, "\(path)/revocation", nil).isProblem(409))
            let done = try await program.send(.post, "\(path)/approval", #"{"person":null,"answer":"She may."}"#).json
            #expect(done.text("state") == "approved" && done.text("decidedByName") == "Sam Staff")
            #expect(done.text("answer") == "She may.")
            let late = try await program.send(.post, "\(path)/refusal", nil)
            #expect(try late.isProblem(409) && late.json["type"] == "urn:casecourier:problem:decided")
            let delegate = done.text("delegateDeliveryId")
            #expect(try await program.get("/deliveries/\(delegate)").json.text("delegateOf") == delivery.text)
            #expect(try await program.send(.post, "\(path)/revocation", nil).status == .ok)
            #expect(try await program.get("/deliveries/\(delegate)").json.optionalText("revokedAt") != nil)
            let next = try await site.test.delegation(of: delivery, for: "Sam", at: "sam@firm.example")
            let staff = try await program.send(.post, "/delegations/\(next)/approval", #"{"person":null}"#)
            #expect(try staff.isProblem(409) && staff.json["type"] == "urn:casecourier:problem:delegate-staff")
            let declined = try await program.send(.post, "/delegations/\(next)/refusal", #"{"answer":"No."}"#).json
            #expect(declined.text("state") == "declined" && declined.text("answer") == "No.")
        }
    }
}
