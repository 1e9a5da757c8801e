import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import Mail
import TestSupport
import Testing

@testable import Web

@Suite struct StartPageTests {
    @Test("A new installation has a list of first steps, and lists nothing else")
    func firstSteps() async throws {
        let site = try await TestSite()
        let viewer = try await site.test.staff()
        try await site.visit { browser in
            let desk = try await Desk(site, viewer, browser)
            let page = try await desk.get("/")
            #expect(page.status == .ok)
            for words in [
                "First steps", "Ask for identity verification", "Add a client", "Open the first case",
                "Send the first update",
            ] {
                #expect(page.text.contains(words))
            }
            #expect(!page.text.contains("Could not be delivered") && !page.text.contains("Recent cases"))
        }
    }

    @Test(
        "OS-19: what could not be delivered stands on the start page with its reason and a button, until it is sent again"
    )
    func failed() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        site.test.mails.answer(
            with: .refused(.init(code: 550, words: ServerWords(cleaning: "no such user"), sentence: "No such address."))
        )
        _ = try await site.test.send(ready.update, to: [ready.client], by: ready.viewer)
        await site.test.deliverMail()
        site.test.mails.answer(with: nil)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            let page = try await desk.get("/")
            for words in ["Could not be delivered", "Ana Client", "No such address.", "2026-001", "Recent cases"] {
                #expect(page.text.contains(words))
            }
            let action = try #require(page.text.firstMatch(of: /action="([^"]+\/resends\?to=start)"/)?.1)
            #expect(try await desk.post(String(action), from: "/").leadsTo == "/?told=resent")
            await site.test.deliverMail()
            #expect(try await desk.get("/").text.contains("No mail has failed"))
        }
    }

    @Test("N-12: what expires within three days and was not downloaded is listed, what was downloaded is not")
    func expiring() async throws {
        let site = try await TestSite()
        let ready = try await ReadyUpdate(site.test)
        let bob = try await site.test.person("Bob Staff", .staff, emails: ["bob@firm.example"])
        _ = try await site.test.send(ready.update, to: [ready.client, bob], by: ready.viewer, verification: false)
        let mails = await site.test.deliverMail()
        let token = try #require(mails.first { $0.recipient.canonical == "bob@firm.example" }?.tokens.first)
        let outsider = try await site.test.staff("Otto", email: "otto@firm.example", role: .investigator)
        try await site.visit { browser in
            let desk = try await Desk(site, ready.viewer, browser)
            #expect(try await desk.get("/").text.contains("Expiring within 3 days") == false)
            #expect(try await browser.another().get("/f/\(token)/download").status == .ok)
            site.test.world.pass(.days(5))
            let later = try await Desk(site, ready.viewer, browser.another())
            let page = try await later.get("/")
            #expect(page.text.contains("Expiring within 3 days") && page.text.contains("Ana Client"))
            #expect(!page.text.contains("Bob Staff"))
            let foreign = try await Desk(site, outsider, browser.another())
            #expect(try await foreign.get("/").text.contains("Ana Client") == false)
            site.test.world.pass(.days(2))
            let over = try await Desk(site, ready.viewer, browser.another())
            #expect(try await over.get("/").text.contains("Ana Client") == false)
        }
    }

    @Test("IV-10: links that wrong codes suspended and addresses that stopped the mail stand on the start page")
    func barred() async throws {
        let site = try await TestSite { $0.codeLimits.failuresInARow = 1 }
        let file = try await site.test.sentFile()
        let outsider = try await site.test.staff("Otto", email: "otto@firm.example", role: .investigator)
        try await site.visit { browser in
            let desk = try await Desk(site, file.viewer, browser)
            let (first, second) = (browser.another(), browser.another())
            try await first.verify(file.token, in: site.test)
            _ = try await second.ask(file.token, "stranger@elsewhere.example")
            _ = try await second.enter("00000000", file.token)
            #expect(try await desk.get("/").text.contains("No mail has failed"))
            site.test.world.pass(.minutes(1))
            _ = try await second.ask(file.token)
            _ = try await second.enter("00000000", file.token)
            let page = try await desk.get("/").text
            #expect(page.contains("too many wrong codes") && !page.contains("No mail has failed"))
            _ = try await first.submit("/f/\(file.token)/misdelivery", to: "/f/\(file.token)/misdelivery")
            #expect(try await desk.get("/").text.contains("said not to be for them"))
            let foreign = try await Desk(site, outsider, browser.another())
            #expect(try await foreign.get("/").text.contains("Suspended links") == false)
        }
    }

    @Test("IV-04: guessing at large is told with its number, what it does and what to do about it")
    func guessing() async throws {
        let site = try await TestSite {
            $0.codeLimits.failuresAnHourAnywhere = 1
            $0.codeLimits.delayWhileGuessed = .zero
        }
        let file = try await site.test.sentFile()
        try await site.visit { browser in
            let visitor = browser.another()
            _ = try await visitor.ask(file.token)
            _ = try await visitor.enter("00000000", file.token)
            let page = try await Desk(site, file.viewer, browser).get("/")
            for words in ["guessing codes: 1 wrong ones in the last hour", "half a minute", "block them there"] {
                #expect(page.text.contains(words))
            }
        }
    }

    @Test("Whoever is not signed in is led to sign in")
    func signedOut() async throws {
        let site = try await TestSite()
        try await site.visit { browser in
            let start = try await browser.get("/")
            #expect(start.leadsTo == "/sign-in")
            let send = try await browser.get("/sends/x")
            #expect(send.leadsTo == "/sign-in?next=%2Fsends%2Fx")
        }
    }
}
