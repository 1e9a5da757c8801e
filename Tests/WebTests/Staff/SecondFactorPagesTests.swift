import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Authenticator apps on pages")
struct SecondFactorPagesTests {
    private static let path = "/account/second-factor"

    /// Sets up an app by the pages; gives it and what the last page showed.
    private func setUp(_ browser: Browser, _ site: TestSite) async throws -> (app: AuthenticatorApp, codes: [String]) {
        #expect(try await browser.submit(Self.path, to: Self.path).path == Self.path)
        let page = try await browser.get(Self.path)
        let key = try #require(page.text.firstMatch(of: /class="mono">([A-Z2-7 ]{39})</)).1
        let app = AuthenticatorApp(key: String(key))
        let wrong = try await browser.post("\(Self.path)/confirmation", [("code", "12")], token: page.formToken)
        #expect(wrong.refuses("code") && !wrong.text.contains("recovery code"), "there are none yet")
        let code = try app.code(at: site.test.world.now())
        let shown = try await browser.post("\(Self.path)/confirmation", [("code", code)], token: page.formToken)
        #expect(shown.status == .ok && shown["Cache-Control"] == "no-store")
        return (app, shown.recoveryCodes)
    }

    @Test("AU-02, SE-06: set up by pages; from then on the password leads to the code, and opens nothing itself")
    func story() async throws {
        let site = try await TestSite(production: true)
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            #expect(try await browser.get("/account").text.contains("set one up"))
            let (app, codes) = try await setUp(browser, site)
            #expect(codes.count == 10)
            #expect(try await browser.get(Self.path).text.contains("10 left"))
            #expect(try await !browser.get(Self.path).text.contains("otpauth"))
            site.test.world.pass(.minutes(1))
            let other = browser.another()
            let answer = try await other.signIn(next: "/cases?text=a")
            #expect(answer.path == "/sign-in/code" && other.cookie(.staff) == nil)
            let pending = try #require(other.cookie(.pending))
            let thief = browser.another()
            thief.set(.staff, pending)
            #expect(try await thief.get("/cases").path == "/sign-in")
            #expect(try await thief.get(Self.path).path == "/sign-in")
            let form = try await other.get(try #require(answer.location))
            #expect(form.text.contains("autocomplete=\"one-time-code\"") && !form.text.contains("otpauth"))
            let malformed = try await other.post("/sign-in/code", form.hidden + [("code", "12")], token: form.formToken)
            #expect(malformed.refuses("code") && malformed.text.contains("or one of your recovery codes"))
            let code = try app.code(at: site.test.world.now())
            let entered = try await other.post("/sign-in/code", form.hidden + [("code", code)], token: form.formToken)
            #expect(entered.location == "/cases?text=a")
            #expect(other.cookie(.pending) == nil && other.cookie(.staff) != pending)
            #expect(try await other.get("/cases").status == .ok)
            let again = browser.another()
            again.set(.pending, pending)
            #expect(try await again.get("/sign-in/code").path == "/sign-in")
        }
    }

    @Test("SE-06: without a sign-in that waits there is no page for codes, and one that ran out leads back")
    func over() async throws {
        let site = try await TestSite()
        let id = try await site.account()
        try await site.visit { browser in
            #expect(try await browser.get("/sign-in/code").path == "/sign-in")
            try await browser.signIn()
            _ = try await setUp(browser, site)
            let other = browser.another()
            try await other.signIn()
            let form = try await other.get("/sign-in/code")
            site.test.world.pass(.minutes(10))
            let answer = try await other.post("/sign-in/code", [("code", "123456")], token: form.formToken)
            #expect(answer.location == "/sign-in?told=sign-in-over")
            let chief = try await site.test.staff()
            let desk = try await Desk(site, chief, browser.another())
            #expect(try await desk.get("/people/\(id)").text.contains("Take it off"))
            let taken = try await desk.post("/people/\(id)/second-factor/deletion", from: "/people/\(id)")
            #expect(taken.location == "/people/\(id)?told=factor-taken")
            #expect(try await browser.get("/cases").path == "/sign-in")
            #expect(try await browser.signIn().location == "/")
        }
    }

    @Test("AU-02: ten wrong codes are answered by 429 with the time to come back; a recovery code counts once")
    func limits() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let (_, codes) = try await setUp(browser, site)
            let enter = { @Sendable (code: String) in
                let other = browser.another()
                try await other.signIn()
                return try await other.submit("/sign-in/code", to: "/sign-in/code", [("code", code)])
            }
            #expect(try await enter(codes[0]).location == "/")
            #expect(try await enter(codes[0]).refuses("code"))
            for _ in 1...9 { #expect(try await enter("ABCD-EFGH-2345-6767").refuses("code")) }
            let paused = try await enter(codes[1])
            #expect(paused.status == .tooManyRequests && paused.text.contains("Too many wrong codes"))
            #expect((880...901).contains(try #require(paused.headers[.retryAfter].flatMap(Int.init))))
        }
    }

    @Test("SE-06: a form that was cut off survives a sign-in with a code; recovery codes are made anew and turned off")
    func keptForm() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let (_, codes) = try await setUp(browser, site)
            let page = try await browser.get("/cases/new")
            site.test.world.pass(.minutes(31))
            let cut = try await browser.post(
                "/cases", [("reference", "2026-9"), ("title", "Kept <title>")], token: page.formToken)
            let signIn = cut.hidden + [("email", "kim@firm.example"), ("password", Browser.password)]
            let code = try await browser.post("/sign-in", signIn, token: cut.formToken)
            #expect(code.status == .ok && code.text.contains("Enter your code"))
            let again = try await browser.post(
                "/sign-in/code", code.hidden + [("code", codes[0])], token: code.formToken)
            #expect(again.text.contains("Nothing was lost"))
            let sent = try await browser.post("/cases", again.hidden, token: again.formToken)
            #expect(sent.path.hasPrefix("/cases/"))
            #expect(try await browser.get(sent.path).text.contains("Kept &lt;title&gt;"))
            let fresh = try await browser.submit(Self.path, to: "/account/recovery-codes")
            #expect(Set(fresh.recoveryCodes).isDisjoint(with: codes) && fresh.recoveryCodes.count == 10)
            let off = try await browser.submit(Self.path, to: "\(Self.path)/deletion")
            #expect(off.location == "\(Self.path)?told=factor-off")
            #expect(try await browser.get(Self.path).text.contains("Set up an app"))
        }
    }
}

@Suite("Proof before dangerous acts")
struct ProofPagesTests {
    @Test("SE-06: an act held up for proof goes on afterwards, with everything that was typed")
    func goesOn() async throws {
        let site = try await TestSite()
        try await site.account()
        let colleague = try await site.test.staff("Ola Other", email: "ola@firm.example")
        try await site.visit { browser in
            try await browser.signIn()
            site.test.world.pass(.minutes(10))
            let edit = try await browser.get("/people/\(colleague.person)/edit")
            let action = String(try #require(edit.text.firstMatch(of: /action="(\/people\/[^"]+)"/)).1)
                .replacing("&#x3D;", with: "=")
            let typed = [
                ("name", "Ola <Other>"), ("email", "ola@firm.example"), ("aliases", ""), ("role", "auditor"),
                ("password", ""),
            ]
            let held = try await browser.post(action, typed, token: edit.formToken)
            #expect(held.status == .unprocessableContent && held.text.contains("Confirm that it is you"))
            #expect(!held.text.contains("authenticator"))
            let before = try #require(browser.cookie(.staff))
            let wrong = try await browser.post(
                "/account/proof", held.hidden + [("password", "x")], token: held.formToken)
            #expect(wrong.refuses("password") && browser.cookie(.staff) == before)
            let again = try await browser.post(
                "/account/proof", wrong.hidden + [("password", Browser.password)], token: wrong.formToken)
            #expect(again.status == .ok && again.text.contains("Thank you, it is you"))
            #expect(browser.cookie(.staff) != before)
            let thief = browser.another()
            thief.set(.staff, before)
            #expect(try await thief.get("/cases").path == "/sign-in")
            let done = try await browser.post(action, again.hidden, token: again.formToken)
            #expect(done.path == "/people/\(colleague.person)")
            let page = try await browser.get(done.path).text
            #expect(page.contains("Ola &lt;Other&gt;") && page.contains("auditor"))
        }
    }

    @Test("SE-06: a button alone is held up too; a new password that was typed is asked for once more")
    func buttons() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            site.test.world.pass(.minutes(10))
            let path = "/account/second-factor"
            let held = try await browser.submit(path, to: path)
            #expect(held.status == .unprocessableContent)
            let again = try await browser.post(
                "/account/proof", held.hidden + [("password", Browser.password)], token: held.formToken)
            #expect(again.text.contains("action=\"\(path)\"") && !again.text.contains("once more"))
            #expect(try await browser.post(path, again.hidden, token: again.formToken).path == path)
            site.test.world.pass(.minutes(10))
            let new = [
                ("kind", "staff"), ("name", "Ina New"), ("email", "ina@firm.example"), ("aliases", ""),
                ("role", "staff"), ("password", "quince tundra saffron"),
            ]
            let asked = try await browser.submit("/people/new", to: "/people", new)
            #expect(!asked.text.contains("quince"))
            let retype = try await browser.post(
                "/account/proof", asked.hidden + [("password", Browser.password)], token: asked.formToken)
            #expect(retype.text.contains("The new password, once more") && !retype.text.contains("quince"))
            let added = try await browser.post(
                "/people", retype.hidden + [("password", "quince tundra saffron")], token: retype.formToken)
            #expect(added.path.hasPrefix("/people/"))
            #expect(try await browser.another().signIn("ina@firm.example", "quince tundra saffron").location == "/")
        }
    }

    @Test("AU-04: the proof takes no field that it did not ask for, and its form is that of this session")
    func fields() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let token = try await browser.get("/account").formToken
            let extra = [("password", Browser.password), ("role", "owner")]
            let refused = try await browser.post("/account/proof", extra, token: token)
            #expect(refused.status.code == 422 && refused.text.contains("“role”"))
            let foreign = try await browser.post(
                "/account/proof", [("password", Browser.password), ("next", "//evil.example")], token: token)
            #expect(foreign.location == "/")
        }
    }
}

extension TestResponse {
    /// The codes that the page lists.
    var recoveryCodes: [String] {
        text.matches(of: /class="mono">([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})</).map { String($0.1) }
    }
}
