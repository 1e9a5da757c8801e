import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Signing in at the organisation's sign-in service by pages")
struct ProviderPagesTests {
    private func site(takesPasswords: Bool = true) async throws -> TestSite {
        var problem: (any Error)?
        let site = try await TestSite {
            do {
                $0.identityProvider = try IdentityProvider.test($0.world, takesPasswords: takesPasswords)
            } catch { problem = error }
        }
        if let problem { throw problem }
        return site
    }

    @Test(
        "SE-09: the button sets out with a cookie of its own; a service that does not answer is said, with the way out")
    func button() async throws {
        try await site().visit { browser in
            let page = try await browser.get("/sign-in")
            #expect(page.text.contains("Sign in with Harbour Sign-in") && page.text.contains(#"type="password""#))
            let set = try await browser.post("/sign-in/provider", token: page.formToken)
            #expect(set.leadsTo == "/sign-in/provider" && browser.cookie(.provider) != nil)
            let going = try await browser.get("/sign-in/provider")
            #expect(going.status.code == 502 && going.text.contains("Harbour Sign-in cannot be used right now"))
            #expect(going.text.contains("you can sign in with it meanwhile"))
        }
    }

    @Test("SE-09: whoever did not set out, or comes with another state, is at the sign-in; looking ends nothing")
    func strangers() async throws {
        try await site().visit { browser in
            let over = "/sign-in?told=sign-in-over"
            #expect(try await browser.get("/sign-in/provider").leadsTo == over)
            #expect(try await browser.get("/sign-in/provider?state=a&code=b").leadsTo == over)
            browser.set(.provider, String(repeating: "A", count: 43))
            #expect(try await browser.get("/sign-in/provider").leadsTo == over)
            let token = try await browser.get("/sign-in").formToken
            _ = try await browser.post("/sign-in/provider", token: token)
            let cookie = browser.cookie(.provider)
            #expect(try await browser.get("/sign-in/provider?state=a&code=b").leadsTo == over)
            #expect(browser.cookie(.provider) == nil)
            #expect(cookie != nil)
            browser.set(.provider, cookie)
            #expect(try await browser.get("/sign-in/provider").status.code == 502)
        }
    }

    @Test(
        "SE-10: whoever came from the service is signed out here at once, and offered to be there; others are not asked"
    )
    func signsOut() async throws {
        let site = try await site()
        let chief = try await site.test.staff()
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            #expect(try await desk.post("/sign-out", from: "/account").leadsTo == "/sign-in?told=signed-out")
            browser.set(.staff, try await site.test.signIn(chief, by: .provider))
            #expect(try await desk.post("/sign-out", from: "/account").leadsTo == "/signed-out")
            #expect(try await browser.get("/cases").path == "/sign-in")
            let page = try await browser.get("/signed-out")
            #expect(page.text.contains("signed in at Harbour Sign-in") && !page.text.contains("Also sign out"))
            #expect(browser.cookie(.leaving) == nil, "The service cannot be asked, so nobody is sent there.")
            #expect(try await browser.get("/signed-out?state=a").leadsTo == "/sign-in?told=signed-out")
            browser.set(.leaving, String(repeating: "A", count: 43))
            #expect(try await browser.get("/signed-out?state=a").leadsTo == "/sign-in?told=signed-out")
        }
        try await TestSite().visit { browser in
            let page = try await browser.get("/signed-out")
            #expect(page.leadsTo == "/sign-in")
        }
    }

    @Test("SE-09: without a service there is neither button nor way; without passwords there is no field for one")
    func offers() async throws {
        try await TestSite().visit { browser in
            let page = try await browser.get("/sign-in")
            #expect(!page.text.contains("/sign-in/provider"))
            #expect(try await browser.post("/sign-in/provider", token: page.formToken).status == .notFound)
        }
        try await site(takesPasswords: false).visit { browser in
            let page = try await browser.get("/sign-in")
            #expect(page.status == .ok && !page.text.contains(#"type="password""#))
        }
    }

    @Test("SE-09, SE-06: a dangerous act offers the service to whoever is linked, and keeps what was typed")
    func proof() async throws {
        let site = try await site()
        let chief = try await site.test.staff()
        try await site.test.linkProvider(chief.person)
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            site.test.world.pass(.minutes(11))
            let typed = [("name", "Kim Field"), ("email", "kim@firm.example"), ("role", "auditor")]
            let asked = try await desk.post("/invitations", typed, from: "/invitations/new")
            #expect(asked.status.code == 422 && asked.text.contains("Confirm with Harbour Sign-in"))
            #expect(!asked.text.contains(#"name="password""#))
            let away = try await browser.post(
                "/account/proof/provider", asked.hiddenFields, token: asked.formToken)
            #expect(away.leadsTo == "/sign-in/provider" && browser.cookie(.provider) != nil)
            let other = try await site.test.staff("Ola Other", email: "ola@firm.example")
            let otherDesk = try await Desk(site, other, browser)
            let refused = try await otherDesk.post("/account/proof/provider", from: "/account")
            #expect(refused.status == .notFound)
        }
    }

    @Test("SE-09: the way on is kept as text and read back, and cut to its page where it is too long")
    func kept() throws {
        let kept = KeptForm(
            next: ReturnPath(reading: "/people?version=1"), fields: [("name", "Ä & b=c%\n"), ("empty", "")])
        let (read, retype) = try KeptForm.read(kept.text(retype: true))
        #expect(read.next == kept.next && retype && read.fields.map(\.value) == ["Ä & b=c%\n", ""])
        #expect(try !KeptForm.read(kept.text()).retype)
        let long = KeptForm(
            next: ReturnPath(reading: "/cases/1/updates"), fields: [("body", String(repeating: "ä", count: 33_000))])
        #expect(long.text() == "next=%2Fcases%2F1")
    }

    @Test("SE-09, SE-08: administrators see who is linked and how they signed in, and unlink them by a button")
    func unlinking() async throws {
        let site = try await site()
        let chief = try await site.test.staff()
        let member = try await site.test.staff("Ivo Inn", email: "ivo@firm.example", role: .manager)
        try await site.test.linkProvider(member.person)
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let page = "/people/\(member.person)"
            #expect(try await desk.get(page).text.contains("Harbour Sign-in"))
            let done = try await desk.post("\(page)/provider-account/deletion", from: page)
            #expect(done.leadsTo == "\(page)?told=provider-unlinked")
            #expect(try await !desk.get(page).text.contains("provider-account"))
            #expect(
                try await desk.post("\(page)/provider-account/deletion", from: page).leadsTo == "\(page)?told=no-change"
            )
        }
    }
}
