import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Addresses that administrators want accounts to have")
struct AwaitedAddressPagesTests {
    /// Saves another address into the form of a person.
    private func ask(_ desk: Desk, _ person: ID<Person>, _ address: String) async throws -> TestResponse {
        let edit = try await desk.get("/people/\(person)/edit")
        #expect(edit.text.contains("confirmed by a code that is mailed there"))
        let action = try #require(edit.text.firstMatch(of: /action="(\/people\/[^"]+)"/)?.1)
        let fields = [
            ("name", "Kim Keeper"), ("email", address), ("aliases", ""), ("role", "administrator"), ("password", ""),
        ]
        return try await desk.browser.post(
            String(action).replacing("&#x3D;", with: "="), fields, token: edit.formToken)
    }

    private func code(_ site: TestSite) async throws -> String {
        try #require(await site.test.deliverMail().last?.code)
    }

    @Test(
        "AU-09: asked for by the person's form, confirmed by link and code in one browser that is signed in nowhere, and is not then"
    )
    func confirmed() async throws {
        let site = try await TestSite()
        let id = try await site.account()
        let chief = try await site.test.staff()
        try await site.visit { browser in
            try await browser.signIn()
            let desk = try await Desk(site, chief, browser.another())
            let saved = try await ask(desk, id, "kim@new.example")
            #expect(saved.location == "/people/\(id)?told=address-awaited")
            let page = try await desk.get(saved.path)
            #expect(page.text.contains("To be confirmed") && page.text.contains("kim@new.example, asked for by Sam"))
            let path = try #require(await site.test.deliverMail().compactMap(\.accountPath).last)
            let mailbox = browser.another()
            for _ in 1...3 {
                let shown = try await mailbox.get(path)
                #expect(shown.status == .ok && shown.text.contains("kim@new.example"))
                #expect(!shown.text.contains("kim@firm.example") && !shown.text.contains("Kim Keeper"))
            }
            #expect(await site.test.deliverMail().isEmpty, "A GET mails nothing.")
            #expect(try await mailbox.submit(path, to: "\(path)/codes").location == path)
            let code = try await code(site)
            let confirmation = "\(path)/confirmation"
            let stranger = browser.another()
            let elsewhere = try await stranger.submit(path, to: confirmation, [("code", code)])
            #expect(elsewhere.location == "\(path)?told=code-over")
            #expect(try await mailbox.submit(path, to: confirmation, [("code", "12")]).refuses("code"))
            let number = code == "00000000" ? "00000001" : "00000000"
            let wrong = try await mailbox.submit(path, to: confirmation, [("code", number)])
            #expect(wrong.refuses("code") && wrong.text.contains("9 more times"))
            let done = try await mailbox.submit(path, to: confirmation, [("code", code)])
            #expect(done.location == "/sign-in?told=address-confirmed" && mailbox.cookie(.staff) == nil)
            #expect(try await browser.get("/cases").path == "/sign-in")
            #expect(try await browser.another().signIn().refuses("email"))
            #expect(try await browser.another().signIn("kim@new.example").location == "/")
            let again = try await mailbox.get(path)
            #expect(again.status == .gone && again.text.contains("This address is confirmed"))
            #expect(try await mailbox.get("/address-changes/x").status == .notFound)
            let token = try await mailbox.get("/sign-in").formToken
            let unknown = try await mailbox.post("/address-changes/x/confirmation", [("code", code)], token: token)
            #expect(unknown.status == .notFound)
            #expect(try await !desk.get(saved.path).text.contains("To be confirmed"))
        }
    }

    @Test("AU-09: sent again and taken back by buttons; the links say no more than that they are over")
    func withdrawn() async throws {
        let site = try await TestSite()
        let id = try await site.account()
        let chief = try await site.test.staff()
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let person = "/people/\(id)"
            _ = try await ask(desk, id, "kim@new.example")
            let first = try #require(await site.test.deliverMail().compactMap(\.accountPath).last)
            let again = try await desk.post("\(person)/awaited-address", from: person)
            #expect(again.location == "\(person)?told=address-mailed")
            let second = try #require(await site.test.deliverMail().compactMap(\.accountPath).last)
            let gone = try await browser.another().get(first)
            #expect(gone.status == .gone && gone.text.contains("can no longer be confirmed"))
            let mailbox = browser.another()
            let open = try await mailbox.get(second)
            let back = try await desk.post("\(person)/awaited-address/deletion", from: person)
            #expect(back.location == "\(person)?told=address-withdrawn")
            let late = try await mailbox.post("\(second)/codes", [], token: open.formToken)
            #expect(late.status == .gone && late.text.contains("can no longer be confirmed"))
            let twice = try await desk.post("\(person)/awaited-address/deletion", from: person)
            #expect(twice.location == "\(person)?told=no-change")
            #expect(try await browser.another().signIn().location == "/")
        }
    }

    @Test("AU-09: whoever holds the account sees it in their profile, declines it, or confirms it there")
    func own() async throws {
        let site = try await TestSite()
        let id = try await site.account()
        let chief = try await site.test.staff()
        let path = "/account/addresses"
        try await site.visit { browser in
            try await browser.signIn()
            let desk = try await Desk(site, chief, browser.another())
            _ = try await ask(desk, id, "kim@new.example")
            await site.test.deliverMail()
            #expect(try await browser.get("/account").text.contains("You are to sign in with kim@new.example"))
            let page = try await browser.get(path).text
            #expect(page.contains("Sign in with kim@new.example?") && page.contains("Sam Staff asked for it"))
            let declined = try await browser.submit(path, to: "\(path)/awaited/deletion")
            #expect(declined.location == "\(path)?told=address-declined")
            #expect(try await !browser.get(path).text.contains("kim@new.example"))
            _ = try await ask(desk, id, "kim@sea.example")
            await site.test.deliverMail()
            #expect(try await browser.submit(path, to: "\(path)/awaited/codes").location == path)
            let code = try await code(site)
            let confirmation = "\(path)/awaited/confirmation"
            #expect(try await browser.submit(path, to: confirmation, [("code", "12")]).refuses("code"))
            let done = try await browser.submit(path, to: confirmation, [("code", code)])
            #expect(done.location == "\(path)?told=address-changed")
            #expect(try await browser.get(path).text.contains("kim@sea.example"))
            let late = try await browser.submit(path, to: "\(path)/awaited/deletion")
            #expect(late.location == "\(path)?told=no-change")
        }
    }

    @Test(
        "AU-09: programs ask for it and are told that it waits, send it again and take it back; others are told nothing"
    )
    func interface() async throws {
        let site = try await TestSite()
        let id = try await site.account("kim@home.example")
        _ = try await site.test.staff()
        _ = try await site.test.staff("Mia", email: "mia@firm.example", role: .manager)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let other = try await Program(site, browser, for: "mia@firm.example")
            let path = "/people/\(id)"
            #expect(try await program.get(path).json["awaitedAddress"] == .null)
            let asked = try await program.send(.patch, path, #"{"email":"kim@new.example"}"#)
            #expect(asked.status == .ok)
            #expect(try asked.json.text("email") == "kim@home.example")
            #expect(try asked.json["awaitedAddress"]?.text("email") == "kim@new.example")
            #expect(try asked.json["awaitedAddress"]?.text("expiresAt") == "2026-11-26T12:00:00.000Z")
            #expect(try await other.get(path).json["awaitedAddress"] == nil)
            #expect(try await other.send(.post, "\(path)/awaited-address").isProblem(403))
            #expect(try await other.send(.delete, "\(path)/awaited-address").isProblem(403))
            for _ in 1...4 { #expect(try await program.send(.post, "\(path)/awaited-address").status == .created) }
            let often = try await program.send(.post, "\(path)/awaited-address")
            #expect(often.isProblem(429) && often.headers[.retryAfter] == "3601")
            #expect(try await program.send(.delete, "\(path)/awaited-address").status == .noContent)
            #expect(try await program.send(.delete, "\(path)/awaited-address").isProblem(409))
            #expect(try await program.send(.post, "\(path)/awaited-address").isProblem(409))
            #expect(try await program.get(path).json["awaitedAddress"] == .null)
        }
    }
}
