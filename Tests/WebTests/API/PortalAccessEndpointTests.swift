import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Programs and the portal")
struct PortalAccessEndpointTests {
    @Test("DW-06, DW-17: programs switch access on, send the invitation again, end sessions and switch it off")
    func story() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let path = "/people/\(ready.client.id)/portal-access"
            #expect(try await program.get(path).json.text("state") == "off")
            let wrong = try await program.send(.post, path, #"{"email":"eve@x.example"}"#)
            #expect(wrong.status.code == 422 && wrong.text.contains("/email"))
            let on = try await program.make(path, #"{"email":"ana@client.example"}"#)
            #expect(on.text("state") == "invited" && on.text("invitationExpiresAt") == "2026-11-30T12:00:00.000Z")
            #expect(try await program.send(.post, path, #"{"email":"ana@client.example"}"#).status.code == 409)
            #expect(await site.test.deliverMail().count == 1)
            #expect(try await program.send(.post, path + "/invitations").status == .created)
            let secret = try #require(await site.test.deliverMail().last?.accountSecret)
            var ana = try TestContact(site.test, ready.client)
            _ = try await ana.activate(secret)
            #expect(try await program.send(.post, path + "/invitations").status.code == 409)
            try await ana.signIn()
            let active = try await program.get(path).json
            #expect(active.text("state") == "active" && active.items("sessions").count == 1)
            let session = active.items("sessions")[0].text("id")
            let sessions = "/people/\(ready.client.id)/portal-sessions"
            #expect(try await program.send(.delete, "\(sessions)/\(session)").status == .noContent)
            #expect(try await ana.viewer() == nil)
            #expect(try await program.send(.delete, sessions).status == .noContent)
            #expect(try await program.send(.delete, path).status == .noContent)
            #expect(try await program.get(path).json.text("state") == "off")
            #expect(try await program.send(.delete, path).status.code == 409)
            #expect(try await program.get("/people/\(ready.viewer.person)/portal-access").status == .notFound)
        }
    }
}
