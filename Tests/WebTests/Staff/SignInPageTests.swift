import Actions
import Cryptography
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite struct SignInPageTests {
    @Test("SE-02: signing in sets a fresh cookie for the session of the browser, and the old one is dead at once")
    func cookie() async throws {
        let site = try await TestSite(production: true)
        try await site.account()
        try await site.visit { browser in
            browser.set(.staff, String(repeating: "A", count: 43))
            let answer = try await browser.signIn()
            #expect(answer.status == .seeOther && answer.location == "/")
            let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-staff=") })
            #expect(cookie.contains("; HttpOnly") && cookie.contains("; Secure") && cookie.contains("; SameSite=Lax"))
            #expect(!cookie.contains("Max-Age") && !cookie.contains("Expires") && !cookie.contains("Domain"))
            let first = try #require(browser.cookie(.staff))
            #expect(first != String(repeating: "A", count: 43))
            #expect(try await browser.get("/cases").status == .ok)
            try await browser.signIn()
            #expect(browser.cookie(.staff) != first)
            let thief = browser.another()
            thief.set(.staff, first)
            #expect(try await thief.get("/cases").path == "/sign-in")
        }
    }

    @Test("AU-02: an unknown address, a wrong password and a closed account get the same answer")
    func sameAnswer() async throws {
        let site = try await TestSite()
        let person = try await site.account()
        let admin = try await site.test.staff()
        try await site.visit { browser in
            let wrong = try await browser.signIn("kim@firm.example", "not the password")
            let unknown = try await browser.signIn("nob@firm.example", "not the password")
            _ = try await site.test.installation.changeStaff(person, .init(isDisabled: true), by: admin)
            let closed = try await browser.signIn()
            #expect(wrong.refuses("email"))
            for answer in [unknown, closed] {
                #expect(answer.status == wrong.status)
                #expect(answer.text.replacing("nob@", with: "kim@") == wrong.text)
                #expect(answer.headers[values: .setCookie] == wrong.headers[values: .setCookie])
            }
            #expect(!wrong.text.contains("not the password"))
        }
    }

    @Test("AU-02: after ten wrong passwords the answer is 429 with the time to come back")
    func tooMany() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            for _ in 0..<10 { #expect(try await browser.signIn("kim@firm.example", "wrong").refuses("email")) }
            let answer = try await browser.signIn()
            #expect(answer.status == .tooManyRequests)
            let wait = try #require(answer.headers[.retryAfter].flatMap(Int.init))
            #expect((55...61).contains(wait))
            #expect(
                answer.text.contains("Too many wrong passwords")
                    && answer.text.contains("href=\"/password-resets/new\""))
            #expect(answer.text.contains("office@firm.example") && !answer.text.contains("aria-label=\"Main\""))
        }
    }

    @Test(
        "MH-04: after signing in one comes back to a page of ours and nowhere else",
        arguments: [
            ("/cases", "/cases"), ("/cases?text=a&state=open", "/cases?text=a&state=open"),
            ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example/", "/"), ("evil", "/"),
            ("/%2f%2fevil.example", "/"), ("/a//evil.example", "/"), ("/\tevil", "/"), ("/\nevil", "/"),
            ("/\r\nSet-Cookie: a=b", "/"), ("@evil.example", "/"), ("/x@evil.example", "/"), ("", "/"),
            ("javascript:alert(1)", "/"), ("/sign-out", "/"), ("/" + String(repeating: "a", count: 600), "/"),
        ])
    func next(typed: String, expected: String) async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            let page = try await browser.get("/sign-in")
            let answer = try await browser.post(
                "/sign-in", [("email", "kim@firm.example"), ("password", Browser.password), ("next", typed)],
                token: page.formToken)
            #expect(answer.location == expected)
            #expect(try await browser.another().signIn(next: typed).location == expected)
        }
    }

    @Test("SE-04: signing out kills the session on the server and clears the browser")
    func signOut() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let old = try #require(browser.cookie(.staff))
            let answer = try await browser.submit("/cases", to: "/sign-out")
            #expect(answer.path == "/sign-in" && answer["Clear-Site-Data"]?.contains("\"cookies\"") == true)
            #expect(browser.cookie(.staff) == nil)
            browser.set(.staff, old)
            #expect(try await browser.get("/cases").path == "/sign-in")
        }
    }

    @Test("SE-05: a form of another session, of another browser or without proof changes nothing")
    func proof() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            try await browser.signIn()
            let fields = [("reference", "2026-001"), ("title", "Harbour matter")]
            let old = try await browser.get("/cases/new").formToken
            try await browser.signIn()
            #expect(try await browser.post("/cases", fields, token: old).status == .forbidden)
            #expect(try await browser.post("/cases", fields, token: nil).status == .forbidden)
            let other = browser.another()
            try await other.signIn()
            let foreign = try await other.get("/cases/new").formToken
            #expect(try await browser.post("/cases", fields, token: foreign).status == .forbidden)
            let own = try await browser.get("/cases/new").formToken
            let crossSite: HTTPFields = [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"]
            #expect(try await browser.post("/cases", fields, token: own, headers: crossSite).status == .forbidden)
            #expect(try await browser.get("/cases").text.contains("There are no cases yet"))
            #expect(try await browser.post("/cases", fields, token: own).status == .seeOther)
        }
    }

    @Test("SE-06: each page for staff leads a visitor without a sign-in to it, and no form of theirs is taken")
    func staffOnly() async throws {
        let site = try await TestSite()
        try await site.account()
        let routes = Routes.all(site.site).filter { $0.access == .staff }
        #expect(routes.count > 30)
        try await site.visit { browser in
            let id = try site.test.world.newID(of: CaseFile.self).text
            for route in routes {
                let path = route.path.replacing(/\{\w+\}/, with: id)
                let token = try await browser.get("/sign-in").formToken
                let answer =
                    route.method == .post
                    ? try await browser.post(path, token: token) : try await browser.send(route.method, path)
                #expect(answer.status == .seeOther && answer.path == "/sign-in", "\(route.method) \(route.path)")
            }
        }
    }

    @Test("what was typed when the session ended is kept through signing in, but for passwords, and sent again")
    func cutOffForm() async throws {
        let site = try await TestSite()
        try await site.account()
        let caseFile = try await site.test.caseFile(by: site.test.staff())
        try await site.visit { browser in
            try await browser.signIn()
            let form = "/cases/\(caseFile.id)/updates/new"
            let token = try await browser.get(form).formToken
            site.test.world.pass(.minutes(31))
            let typed = [("title", "A \"long\" day"), ("body", "One & two\n\n<three>"), ("then", "save")]
            let cutOff = try await browser.post("/cases/\(caseFile.id)/updates", typed, token: token)
            #expect(cutOff.status == .unprocessableContent && cutOff.text.contains("Your session had ended"))
            let signedIn = try await browser.post(
                "/sign-in", cutOff.hidden + [("email", "kim@firm.example"), ("password", Browser.password)],
                token: cutOff.formToken)
            #expect(signedIn.status == .ok && signedIn.text.contains("action=\"/cases/\(caseFile.id)/updates\""))
            #expect(signedIn.hidden.map(\.0) == typed.map(\.0) && signedIn.hidden.map(\.1) == typed.map(\.1))
            let again = try await browser.post(
                "/cases/\(caseFile.id)/updates", signedIn.hidden, token: signedIn.formToken)
            let edit = try await browser.get(try #require(again.location))
            #expect(edit.text.contains("One &amp; two") && edit.text.contains("&lt;three&gt;"))
            let password = try await browser.get("/account").formToken
            site.test.world.pass(.minutes(31))
            let secret = try await browser.post(
                "/account/password", [("current", Browser.password), ("password", "quince tundra saffron")],
                token: password)
            #expect(!secret.text.contains("quince") && !secret.text.contains(Browser.password))
        }
    }
}
