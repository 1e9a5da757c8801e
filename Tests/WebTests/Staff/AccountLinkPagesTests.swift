import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("Links to accounts")
struct AccountLinkPagesTests {
    @Test("AU-02: invited by a form, accepted by a button; the people page says how far it is")
    func invitation() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let fields = [("name", "Kim Keeper"), ("email", "kim@firm"), ("role", "manager")]
            let refused = try await desk.post("/invitations", fields, from: "/invitations/new")
            #expect(refused.refuses("email") && refused.text.contains("Kim Keeper"))
            let good = fields.map { $0.0 == "email" ? ("email", "kim@firm.example") : $0 }
            let answer = try await desk.post("/invitations", good, from: "/invitations/new")
            #expect(answer.path.hasPrefix("/people/"))
            let page = try await desk.get(answer.path)
            #expect(page.text.contains("Invited") && page.text.contains("30 Nov 2026, 12:00 UTC"))
            #expect(try await desk.get("/people").text.contains("Invited"))
            let path = try #require(await site.test.deliverMail().last?.accountPath)
            let other = browser.another()
            for _ in 1...3 {
                let form = try await other.get(path)
                #expect(form.status == .ok && form.text.contains("kim@firm.example") && other.cookie(.staff) == nil)
                #expect(form.headers[.init("Referrer-Policy")!] == "no-referrer")
            }
            let short = try await other.submit(path, to: path, [("name", "Kim K."), ("password", "short")])
            #expect(short.refuses("password") && short.text.contains("Kim K.") && !short.text.contains("\"short\""))
            let accepted = try await other.submit(
                path, to: path, [("name", "Kim Keeper"), ("password", Browser.password)])
            #expect(accepted.path == "/sign-in")
            #expect(try await other.signIn().location == "/")
            #expect(try await other.get(path).status == .gone)
            #expect(try await desk.get(answer.path).text.contains("Accepted"))
            #expect(try await !desk.get("/people").text.contains("Invited"))
        }
    }

    @Test("AU-02: sent again, withdrawn, expired: the earlier link says so, and what is no link is unknown")
    func ends() async throws {
        let site = try await TestSite()
        let chief = try await site.test.staff()
        try await site.visit { browser in
            let desk = try await Desk(site, chief, browser)
            let fields = [("name", "Kim Keeper"), ("email", "kim@firm.example"), ("role", "manager")]
            let person = try await desk.post("/invitations", fields, from: "/invitations/new").path
            let first = try #require(await site.test.deliverMail().last?.accountPath)
            #expect(try await desk.post("\(person)/invitations", from: person).path == person)
            let second = try #require(await site.test.deliverMail().last?.accountPath)
            #expect(try await browser.get(first).status == .gone)
            #expect(try await browser.get(second).status == .ok)
            let withdrawn = try await desk.post("\(person)/invitations/deletion", from: person)
            #expect(withdrawn.location == "\(person)?told=invitation-withdrawn")
            let gone = try await browser.get(second)
            #expect(gone.status == .gone && gone.text.contains("This invitation no longer holds"))
            #expect(try await desk.get(person).text.contains("Invitation withdrawn"))
            let nothing = "/invitations/" + String(repeating: "A", count: 43)
            #expect(try await browser.get(nothing).status == .notFound)
            #expect(try await browser.get("/invitations/x").status == .notFound)
        }
    }

    @Test("AU-02: a forgotten password gets the same answer for every address, in every particular")
    func sameAnswer() async throws {
        let site = try await TestSite(production: true)
        try await site.account()
        try await site.visit { browser in
            let page = try await browser.get("/sign-in")
            #expect(page.text.contains("href=\"/password-resets/new\""))
            var answers: [TestResponse] = []
            for address in ["kim@firm.example", "nobody@firm.example"] {
                for _ in 1...4 {
                    answers.append(
                        try await browser.submit(
                            "/password-resets/new", to: "/password-resets", [("email", address)]))
                }
            }
            #expect(await site.test.deliverMail().count == 3)
            for answer in answers {
                #expect(answer.status == .seeOther && answer.location == "/password-resets/sent")
                #expect(answer.text == answers[0].text && answer.headers[values: .setCookie].isEmpty)
                #expect(answer.headers.map(\.name) == answers[0].headers.map(\.name))
            }
            #expect(try await browser.get("/password-resets/sent").text.contains("If somebody signs in"))
            let refused = try await browser.submit("/password-resets/new", to: "/password-resets", [("email", "x")])
            #expect(refused.refuses("email"))
        }
    }

    @Test("AU-02: the mailed link changes the password by a button, once, and leads to the sign-in")
    func reset() async throws {
        let site = try await TestSite()
        try await site.account()
        try await site.visit { browser in
            _ = try await browser.submit(
                "/password-resets/new", to: "/password-resets", [("email", "kim@firm.example")])
            let path = try #require(await site.test.deliverMail().last?.accountPath)
            #expect(try await browser.get(path).status == .ok)
            #expect(try await browser.submit(path, to: path, [("password", "kim")]).refuses("password"))
            let changed = try await browser.submit(path, to: path, [("password", "quince tundra saffron")])
            #expect(changed.location == "/sign-in?told=password-reset")
            #expect(try await browser.get(path).text.contains("This link was used"))
            #expect(try await browser.signIn().refuses("email"))
            #expect(try await browser.signIn("kim@firm.example", "quince tundra saffron").location == "/")
        }
    }

    @Test("AU-02: a locked account is opened again by its mail, and by an administrator's button")
    func lock() async throws {
        let site = try await TestSite()
        let id = try await site.account()
        let chief = try await site.test.staff()
        try await site.visit { browser in
            for _ in 1...10 { try await browser.signIn("kim@firm.example", "wrong") }
            let paused = try await browser.signIn()
            #expect(paused.status == .tooManyRequests && paused.text.contains("an e-mail with a way back in"))
            let desk = try await Desk(site, chief, browser.another())
            #expect(try await desk.get("/people/\(id)").text.contains("Locked"))
            let path = try #require(await site.test.deliverMail().last?.accountPath)
            #expect(try await browser.get(path).text.contains("Let me sign in"))
            #expect(try await desk.get("/people/\(id)").text.contains("Locked"))
            #expect(try await browser.submit(path, to: path).location == "/sign-in?told=unlocked")
            #expect(try await !desk.get("/people/\(id)").text.contains("Locked"))
            #expect(try await browser.get(path).status == .gone)
            let lifted = try await desk.post("/people/\(id)/lock/deletion", from: "/people/\(id)")
            #expect(lifted.location == "/people/\(id)?told=no-change")
        }
    }

    @Test("SE-08: an administrator sees where a colleague is signed in, and signs them out")
    func sessions() async throws {
        let site = try await TestSite()
        let id = try await site.account()
        let chief = try await site.test.staff()
        try await site.visit { browser in
            try await browser.signIn()
            #expect(try await browser.get("/cases").status == .ok)
            let desk = try await Desk(site, chief, browser.another())
            let page = try await desk.get("/people/\(id)").text
            let end = try #require(page.firstMatch(of: /action="(\/people\/[^"]+\/sessions\/[^"\/]+\/deletion)"/)).1
            #expect(
                try await desk.post(String(end), from: "/people/\(id)").location == "/people/\(id)?told=session-ended")
            #expect(try await browser.get("/cases").path == "/sign-in")
            try await browser.signIn()
            let all = try await desk.post("/people/\(id)/sessions/deletion", from: "/people/\(id)")
            #expect(all.location == "/people/\(id)?told=sessions-ended")
            #expect(try await browser.get("/cases").path == "/sign-in")
        }
    }

    @Test("AU-02, SE-08: programs of administrators invite, withdraw, lift a lock and end sessions; nobody else's do")
    func interface() async throws {
        let site = try await TestSite()
        _ = try await site.test.staff()
        _ = try await site.test.staff("Mia", email: "mia@firm.example", role: .manager)
        try await site.visit { browser in
            let program = try await Program(site, browser)
            let staff = #"{"kind":"staff","name":"Kim Keeper","email":"kim@firm.example","role":"manager"}"#
            let made = try await program.make("/people", staff)
            #expect(made["invitation"] == .null)
            let path = "/people/\(made.text("id"))"
            let other = try await Program(site, browser, for: "mia@firm.example")
            #expect(try await other.send(.post, "\(path)/invitations").isProblem(403))
            let invited = try await program.send(.post, "\(path)/invitations")
            #expect(try invited.status == .created && invited.json["invitation"]?.text("state") == "live")
            let link = try #require(await site.test.deliverMail().last?.accountPath)
            #expect(try await program.send(.delete, "\(path)/invitations").status == .noContent)
            #expect(try await program.send(.delete, "\(path)/invitations").isProblem(409))
            #expect(try await browser.get(link).status == .gone)
            _ = try await program.send(.post, "\(path)/invitations")
            let again = try #require(await site.test.deliverMail().last?.accountPath)
            let form = [("name", "Kim Keeper"), ("password", Browser.password)]
            #expect(try await browser.submit(again, to: again, form).status == .seeOther)
            #expect(try await program.send(.post, "\(path)/invitations").isProblem(409))
            try await browser.signIn()
            #expect(try await other.get("\(path)/sessions").isProblem(403))
            let sessions = try await program.get("\(path)/sessions").json.items("sessions")
            #expect(sessions.count == 1)
            #expect(try await program.send(.delete, "\(path)/sessions/\(sessions[0].text("id"))").status == .noContent)
            #expect(try await browser.get("/cases").path == "/sign-in")
            #expect(try await program.send(.delete, "\(path)/lock").isProblem(409))
        }
    }
}
