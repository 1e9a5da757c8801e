import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Web

@Suite struct TrackerPagesTests {
    @Test("EN-05, EN-06, TR-16, N-28: the send lists its recipients, who has not first, with word and time")
    func matrix() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let bob = try await site.test.person("Bob Colleague", .staff, emails: ["bob@firm.example"])
        let send = try await site.test.send(
            ready.update, to: [bob, ready.client], by: ready.viewer, verification: false)
        let tokens = await site.test.deliverMail().flatMap(\.tokens)
        try await site.visit { browser in
            let visitor = browser.another()
            #expect(try await visitor.get("/f/\(tokens[0])/download").status == .ok)
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get("/sends/\(send)")
            #expect(page.status == .ok)
            #expect(page.text.contains("1 of 2 has not downloaded everything"))
            for words in ["Not downloaded yet (1)", "Downloaded (1)", "by a holder of the link", "Sent", "Open link"] {
                #expect(page.text.contains(words))
            }
            let waiting = try #require(page.text.firstRange(of: "Ana Client")?.lowerBound)
            let done = try #require(page.text.firstRange(of: "Bob Colleague")?.lowerBound)
            #expect(waiting < done)
            #expect(page.text.contains("data-events=\"/sends/\(send)/events\""))
        }
    }

    @Test("AU-01, N-29: another case's send, delivery and links answer like none; the auditor only looks")
    func foreign() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        let tracked = try #require(try await site.test.installation.showSend(send, to: ready.viewer))
        let (delivery, link) = (tracked.deliveries[0].delivery.id, tracked.deliveries[0].links[0].id)
        let outsider = try await site.test.staff("Otto", email: "otto@firm.example", role: .investigator)
        let auditor = try await site.test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let buttons = [
            "/sends/\(send)/revocation", "/deliveries/\(delivery)/resends", "/deliveries/\(delivery)/extensions",
            "/deliveries/\(delivery)/revocation", "/deliveries/\(delivery)/allowance", "/links/\(link)/revocation",
            "/links/\(link)/reissue",
        ]
        let none: ID<Send> = try ID(bytes: Array(0..<16))
        try await site.visit { browser in
            let desk = try await Desk(site, outsider, browser)
            let unknown = try await desk.get("/sends/\(none)")
            for path in ["/sends/\(send)", "/sends/\(send)/events", "/deliveries/\(delivery)"] {
                let page = try await desk.get(path)
                #expect(page.status == .notFound && page.text == unknown.text)
            }
            for path in buttons { #expect(try await desk.post(path, from: "/").status == .notFound) }
            let other = try await Desk(site, auditor, browser.another())
            #expect(try await other.get("/sends/\(send)").text.contains("Revoke") == false)
            #expect(try await other.get("/deliveries/\(delivery)").status == .ok)
            for path in buttons { #expect(try await other.post(path, from: "/").status == .forbidden) }
        }
    }

    @Test("EN-12, EN-16, N-40: the timeline tells who did what, and no more than is known")
    func timeline() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer, verification: false)
        let token = try #require(await site.test.deliverMail().first?.tokens.first)
        let tracked = try #require(try await site.test.installation.showSend(send, to: ready.viewer))
        let path = "/deliveries/\(tracked.deliveries[0].delivery.id)"
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            #expect(try await browser.another().get("/f/\(token)/download").status == .ok)
            let page = try await desk.get(path)
            for words in [
                "Queued", "Sent", "mx.example.test", "Download started: Secret name.pdf",
                "Download completed: Secret name.pdf", "whoever had the link", "Works",
            ] {
                #expect(page.text.contains(words))
            }
        }
    }

    @Test("OS-10, OS-12, N-12: the buttons of a delivery extend, resend and revoke, and lead back to where they were")
    func buttons() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer, verification: false)
        let token = try #require(await site.test.deliverMail().first?.tokens.first)
        let tracked = try #require(try await site.test.installation.showSend(send, to: ready.viewer))
        let path = "/deliveries/\(tracked.deliveries[0].delivery.id)"
        site.test.world.pass(.days(6))
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            #expect(
                try await desk.post("\(path)/resends?to=send", from: path).leadsTo == "/sends/\(send)?told=resent")
            #expect(await site.test.deliverMail().first?.tokens == [token])
            let longer = try await desk.post("\(path)/extensions", [("life", "2592000")], from: path)
            #expect(longer.leadsTo == "\(path)?told=extended")
            #expect(try await desk.get("\(path)?told=extended").text.contains("Extended by Sam Staff"))
            #expect(
                try await desk.post("\(path)/extensions", [("life", "31536000")], from: path).status
                    == .unprocessableContent)
            #expect(try await desk.post("\(path)/extensions", from: path).leadsTo == "\(path)?told=no-change")
            #expect(try await desk.post("\(path)/revocation", from: path).leadsTo == "\(path)?told=revoked")
            #expect(try await browser.another().get("/f/\(token)").status == .gone)
            let page = try await desk.get(path)
            #expect(!page.text.contains("Resend the notice") && page.text.contains("Revoked"))
        }
    }

    @Test("IV-10: a suspended link is shown so, and one button lifts it")
    func suspended() async throws {
        let site = try await TestSite { $0.codeLimits.failuresInARow = 1 }
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        let token = try #require(await site.test.deliverMail().first?.tokens.first)
        let visitor = Visitor(session: nil, staff: nil, client: ClientTrace(address: "192.0.2.1", userAgent: ""))
        let asked = try await site.test.installation.askForCode(
            token, address: EmailAddress(reading: "ana@client.example"), browser: "Firefox", by: visitor)
        guard case .asked(let secret) = asked else { return }
        _ = try await site.test.installation.answerChallenge(
            token, code: CodeEntry(reading: "00000000"),
            by: Visitor(session: secret, staff: nil, client: visitor.client))
        let tracked = try #require(try await site.test.installation.showSend(send, to: ready.viewer)?.deliveries[0])
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let path = "/deliveries/\(tracked.delivery.id)"
            let page = try await desk.get(path)
            #expect(page.text.contains("Suspended") && page.text.contains("ana@client.example"))
            for words in ["Let codes be asked for again", "Wrong code: Secret name.pdf", "not verified"] {
                #expect(page.text.contains(words))
            }
            let matrix = try await desk.get("/sends/\(send)").text
            #expect(matrix.contains("Suspended") && matrix.contains("too many wrong codes"))
            let answer = try await desk.post("/links/\(tracked.links[0].id)/reissue", from: path)
            #expect(answer.leadsTo == "\(path)?told=reissued")
            #expect(try await desk.get(path).text.contains("Suspended") == false)
            #expect(try await desk.get("/sends/\(send)").text.contains("Suspended") == false)
        }
    }

    @Test("EN-05: a recipient whose links were revoked stands apart and is not waited for")
    func revokedApart() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let bob = try await site.test.person("Bob Colleague", .staff, emails: ["bob@firm.example"])
        let send = try await site.test.send(ready.update, to: [bob, ready.client], by: ready.viewer)
        let tracked = try #require(try await site.test.installation.showSend(send, to: ready.viewer))
        let paths = tracked.deliveries.map { "/deliveries/\($0.delivery.id)/revocation?to=send" }
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get(try #require(try await desk.post(paths[0], from: "/").leadsTo)).text
            for words in [
                "The recipient has not downloaded everything", "Not downloaded yet (1)", "Revoked (1)",
                "Those links open nothing", "Revoke<span class=\"visually-hidden\"> ",
            ] {
                #expect(page.contains(words))
            }
            #expect(try await desk.get("/cases/\(ready.caseFile.id)").text.contains("the recipient has not downloaded"))
            _ = try await desk.post(paths[1], from: "/")
            #expect(try await desk.get("/sends/\(send)").text.contains("no link of this send opens any more"))
            #expect(try await desk.get("/updates/\(ready.update.id)").text.contains(">revoked<"))
        }
    }

    @Test("EN-05, OS-12: a send that was revoked before its mail left is called so, and nobody is waited for")
    func revokedBeforeLeaving() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let send = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            _ = try await desk.post("/sends/\(send)/revocation", from: "/")
            #expect(await site.test.deliverMail().isEmpty)
            let pages = [
                ("/sends/\(send)", ["Revoked (1)", "Not sent</span>"]),
                ("/updates/\(ready.update.id)", ["Show recipients", "Revoked</span>"]),
                ("/people/\(ready.client.id)", ["Revoked</span>", "Not used yet"]),
            ]
            for (path, words) in pages {
                let page = try await desk.get(path).text
                for word in words { #expect(page.contains(word), "\(path): \(word)") }
                for word in ["Queued", "Mail is waiting", "Not downloaded yet ("] {
                    #expect(!page.contains(word), "\(path): \(word)")
                }
            }
        }
    }

    @Test("Whoever said that it was not for them is shown so, on the send and on the delivery, until it is allowed")
    func notForThem() async throws {
        let site = try await TestSite()
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let visitor = browser.another()
            try await visitor.verify(file.token, in: site.test)
            let form = "/f/\(file.token)/misdelivery"
            #expect(try await visitor.submit(form, to: form).status == .ok)
            let desk = try await Desk(site, file.viewer, browser)
            let sent = "/sends/\(file.send)"
            let matrix = try await desk.get(sent).text
            #expect(matrix.contains("mail stopped: said not to be for them"))
            let path = String(try #require(matrix.firstMatch(of: /href="(\/deliveries\/[^"]+)"/)?.1))
            let page = try await desk.get(path).text
            for words in ["The recipient said this was not for them", "Recipient says it was not for them"] {
                #expect(page.contains(words))
            }
            _ = try await desk.post("\(path)/allowance", from: path)
            #expect(try await desk.get(path).text.contains("The recipient said this") == false)
            #expect(try await desk.get(sent).text.contains("mail stopped") == false)
        }
    }

    @Test("OS-11: a request for a new link waits on the delivery's page, and one button grants it")
    func renewal() async throws {
        let firm = Organisation(
            name: "Firm", contact: "Call us", origin: "http://localhost:8080",
            mailFrom: try EmailAddress(reading: "updates@firm.example"), renewsAutomatically: false)
        let test = try await TestInstallation(organisation: firm)
        let site = TestSite(
            test: test, site: try Site(test.installation, settings: WebSettings(isDevelopment: true)),
            log: LogRecorder())
        let ready = try await ReadyUpdate(test)
        let send = try await test.send(ready.update, to: [ready.client], by: ready.viewer)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        test.world.pass(.days(8))
        let visitor = Visitor(session: nil, staff: nil, client: ClientTrace(address: "192.0.2.1", userAgent: ""))
        try await test.installation.askForRenewal(token, by: visitor)
        let delivery = try #require(
            try await test.installation.showSend(send, to: ready.viewer)?.deliveries[0].delivery)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get("/deliveries/\(delivery.id)")
            let action = try #require(page.text.firstMatch(of: /action="([^"]+\/grant)"/)?.1)
            #expect(try await desk.post(String(action), from: "/").leadsTo?.hasSuffix("told=renewed") == true)
        }
        #expect(await test.deliverMail().contains { $0.subject == "A new link to your secure update" })
    }
}
