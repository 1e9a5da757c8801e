import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import SQL
import TestSupport
import Testing

@testable import Web

@Suite("Requests that their caller named")
struct NamedRequestTests {
    @Test("ST-01: sent again with the same name and content, each request that makes something is answered as before")
    func again() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let draft = try await site.test.draft(in: ready.caseFile, by: ready.viewer)
        let other = try await site.test.caseFile("2026-002", by: ready.viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let invited = try await program.make(
                "/people", #"{"kind":"staff","name":"Di","email":"di@firm.example","role":"staff"}"#
            ).text("id")
            let attachment = try #require(
                try await site.test.installation.showUpdate(ready.update.id, to: ready.viewer)?.shown.attachments.first)
            let sent = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
            let delivery = try #require(
                try await site.test.installation.showSend(sent, to: ready.viewer)?.deliveries.first?.delivery.id)
            let mover = try await site.test.staff("Mo", email: "mo@firm.example", role: .staff)
            _ = try await site.test.installation.changePerson(
                mover.person, PersonChange(email: "mo@new.example"), by: ready.viewer)
            var asked: Set<String> = []
            let send = #"{"recipients":["\#(ready.client.id)"],"identityVerification":true,"linkLifetimeSeconds":900}"#
            let group = #"{"name":"G","roles":["client contact"]}"#
            let preset = #"{"name":"P","accessGroupId":"\#(AccessGroup.standard.text)","title":"T","body":"B"}"#
            for (path, body) in [
                ("/people/\(mover.person)/awaited-address", nil),
                ("/distribution-groups", group), ("/cases/\(ready.caseFile.id)/distribution-groups", group),
                (
                    "/access-groups",
                    #"{"name":"A","audience":["manager"],"requiresValidation":true,"partOfDocuments":true}"#
                ),
                ("/case-types", #"{"name":"Fraud"}"#), ("/teams", #"{"name":"North","kind":"team","members":[]}"#),
                ("/case-status-changes", #"{"status":"closed","cases":["\#(other.id)"]}"#),
                ("/people/\(ready.client.id)/portal-access", #"{"email":"ana@client.example"}"#),
                ("/people/\(ready.client.id)/portal-access/invitations", nil),
                ("/presets", preset), ("/people/\(invited)/invitations", nil),
                ("/deliveries/\(delivery)/resends", nil),
                (
                    "/attachments/\(attachment.id)/replacement?name=b&reason=wrong",
                    "bytes of another file"
                ),
                ("/imports?kind=contacts", "name\r\nNew Name"),
                ("/people", #"{"kind":"contact","name":"Bo","email":"bo@c.example"}"#),
                ("/people", #"{"kind":"staff","name":"Cy","email":"cy@firm.example"}"#),
                ("/cases", #"{"reference":"77","title":"T"}"#),
                ("/cases/\(ready.caseFile.id)/updates", #"{"title":"T","body":"<p>x</p>"}"#),
                ("/updates/\(ready.update.id)/sends", send),
                ("/updates/\(draft.id)/attachments?name=a", "bytes of a file"),
            ] as [(String, String?)] {
                var headers: HTTPFields = [
                    .idempotencyKey: "\(path) \(body?.count ?? 0)".replacing(" ", with: "-")
                ]
                if body != nil {
                    headers[.contentType] =
                        path.contains("attachments") || path.contains("imports") ? "text/plain" : "application/json"
                }
                let status: HTTPResponse.Status = path.hasSuffix("resends") ? .ok : .created
                asked.insert(path)
                let first = try await program.send(.post, path, body, headers: headers)
                #expect(first.status == status && first["Idempotency-Replayed"] == nil, "\(path): \(first.text)")
                site.test.world.pass(.hours(23))
                let fresh = try await Program(site, browser)
                let second = try await fresh.send(.post, path, body, headers: headers)
                #expect(second.status == status && second.text == first.text, "\(path): \(second.text)")
                #expect(second["Idempotency-Replayed"] == "true")
                guard let body else { continue }
                let other = try await fresh.send(.post, path, body + " ", headers: headers)
                #expect(other.status.code == 422, "\(path): \(other.text)")
            }
            let nameable = Routes.all(site.site).filter { $0.endpoint?.isNameable == true }
            for route in nameable {
                #expect(asked.contains { route.matches("/api/v1" + $0) }, "\(route.path) was not asked for twice")
            }
            #expect(try await program.get("/updates/\(ready.update.id)/sends").json.items("sends").count == 2)
            #expect(try await program.get("/distribution-groups").json.items("groups").count == 1)
            #expect(try await program.get("/updates/\(draft.id)").json.items("attachments").count == 1)
        }
    }

    @Test("AU-03: what a named request was answered is not shown again to whoever would not be shown what it made")
    func lostSight() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let member = try await site.test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let installation = site.test.installation
        _ = try await installation.assign(
            member.person, as: .investigator, to: ready.caseFile.id, by: ready.viewer)
        try await site.visit { browser in
            let program = try await Program(site, browser, for: "ivo@firm.example")
            let path = "/cases/\(ready.caseFile.id)/updates"
            let ask = {
                try await program.send(
                    .post, path, #"{"title":"Secret","body":"<p>x</p>"}"#, headers: [.idempotencyKey: "one"])
            }
            #expect(try await ask().status == .created)
            #expect(try await ask()["Idempotency-Replayed"] == "true")
            _ = try await installation.unassign(member.person, from: ready.caseFile.id, by: ready.viewer)
            let refused = try await ask()
            #expect(refused.status == .notFound && !refused.text.contains("Secret"))
        }
    }

    @Test("N-10, ST-01: of sixteen at once one sends; all are answered alike or told that it is under way")
    func race() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let body = #"{"recipients":["\#(ready.client.id)"],"identityVerification":true,"linkLifetimeSeconds":900}"#
            let answers = try await raceOfSixteen { _ in
                try await program.send(
                    .post, "/updates/\(ready.update.id)/sends", body, headers: [.idempotencyKey: "once"])
            }
            let made = answers.filter { $0.status == .created }
            #expect(!made.isEmpty && Set(made.map(\.text)).count == 1)
            #expect(answers.allSatisfy { $0.status == .created || ($0.isProblem(409) && $0["Retry-After"] == "1") })
            #expect(try await program.get("/updates/\(ready.update.id)/sends").json.items("sends").count == 1)
            #expect(await site.test.deliverMail().count == 1)
        }
    }

    @Test(
        "N-10: sixteen processes at one database make one thing of one name; the others make nothing",
        arguments: Engine.all)
    func processes(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let request = NamedRequest(by: viewer, key: "k", head: "POST /cases", content: nil)
        let made = try await raceOfSixteen { runner -> KeptCase? in
            let details = try CaseDetails(reference: "R\(runner)", title: "T")
            do {
                return try await test.installation.naming(request).openCase(details, by: viewer)
            } catch is RequestRepeated {
                return nil
            }
        }
        #expect(made.count == 1)
        #expect(try await test.installation.listCases(CaseFilter(), to: viewer).cases.count == 1)
        #expect(try await test.installation.earlier(request)?.answer == nil)
    }

    @Test("ST-01: a crash between the effect and the answer sends nothing twice: the answer is made up for")
    func crash() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let body = #"{"recipients":["\#(ready.client.id)"],"identityVerification":true,"linkLifetimeSeconds":900}"#
            let path = "/updates/\(ready.update.id)/sends"
            let headers: HTTPFields = [.idempotencyKey: "crashed"]
            let first = try await program.send(.post, path, body, headers: headers)
            // What a process leaves that ended after the effect was durable and before it answered.
            try await site.test.write { _ = try $0.run("UPDATE named_requests SET answer = NULL") }
            let second = try await program.send(.post, path, body, headers: headers)
            #expect(second.status == .created && second.text == first.text)
            #expect(try await program.get(path).json.items("sends").count == 1)
        }
    }

    @Test("A name is the person's own, holds for a day at least, and is free again once it was forgotten")
    func names() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        _ = try await site.test.staff("Ida Other", email: "ida@firm.example")
        try await site.visit { browser in
            let (one, other) = (
                try await Program(site, browser), try await Program(site, browser, for: "ida@firm.example")
            )
            _ = try await one.make("/cases", #"{"reference":"1","title":"T"}"#, key: "k")
            _ = try await other.make("/cases", #"{"reference":"2","title":"T"}"#, key: "k")
            site.test.world.pass(.hours(24))
            _ = try await site.test.installation.sweep()
            let held = try await one.send(
                .post, "/cases", #"{"reference":"3","title":"T"}"#, headers: [.idempotencyKey: "k"])
            #expect(held.isProblem(422) && held.places == ["Idempotency-Key"])
            site.test.world.pass(.milliseconds(1))
            _ = try await site.test.installation.sweep()
            _ = try await one.make("/cases", #"{"reference":"3","title":"T"}"#, key: "k")
            for key in ["", " ", "é", String(repeating: "k", count: 256)] {
                let answer = try await one.send(
                    .post, "/cases", #"{"reference":"4","title":"T"}"#, headers: [.idempotencyKey: key])
                #expect(answer.status.code == 422, "\(key)")
            }
        }
    }

    @Test("What was refused is not kept under its name: mended, it can be sent again")
    func refused() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        try await site.visit { browser in
            let program = try await Program(site, browser)
            _ = try await program.make("/cases", #"{"reference":"1","title":"T"}"#)
            let taken = try await program.send(
                .post, "/cases", #"{"reference":"1","title":"U"}"#, headers: [.idempotencyKey: "k"])
            #expect(taken.isProblem(409))
            _ = try await program.make("/cases", #"{"reference":"2","title":"U"}"#, key: "k")
        }
    }
}

extension Route {
    /// Whether its path is the pattern of this one.
    fileprivate func matches(_ path: String) -> Bool {
        let (pattern, parts) = (self.path.split(separator: "/"), path.prefix { $0 != "?" }.split(separator: "/"))
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
