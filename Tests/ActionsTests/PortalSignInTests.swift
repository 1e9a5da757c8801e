import Actions
import Cryptography
import Domain
import SQL
import TestSupport
import Testing

@Suite("Signing in to the portal")
struct PortalSignInTests {
    private func letIn(_ engine: Engine) async throws -> (TestInstallation, Viewer, TestContact) {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example"])
        let ana = try TestContact(test, person)
        try await ana.letIn(by: viewer)
        return (test, viewer, ana)
    }

    @Test(
        "OS-31, IV-05: a code signs in once, in the browser that asked, and at the portal alone", arguments: Engine.all)
    func bound(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var ana = try TestContact(test, file.contact)
        try await ana.letIn(by: file.viewer)
        let code = try #require(try await ana.code())
        #expect(test.mails.mails.last?.subject?.hasPrefix("Your sign-in code (reference ") == true)
        var elsewhere = try TestContact(test, file.contact)
        #expect(try await elsewhere.enter(code).word == "start again")
        let visitor = try await ana.visitor()
        #expect(
            try await test.installation.answerChallenge(file.token, code: CodeEntry(reading: code), by: visitor).word
                == "start again")
        #expect(try await ana.enter(other(than: code)).word == "wrong, 4 left")
        #expect(try await ana.enter(code).word == "verified")
        #expect(try await ana.viewer()?.person == file.contact.id)
        #expect(try await test.installation.signedIn(try #require(ana.portal)) == nil)
        #expect(ana.portal?.cookieText != ana.session?.cookieText)
        #expect(try await ana.enter(code).word == "used")
        var browser = Browser(test)
        let linkCode = try await browser.code(file.token, as: "ana@client.example")
        let asker = try TestContact(test, file.contact).with(browser.session)
        var thief = asker
        #expect(try await thief.enter(linkCode).word == "start again")
    }

    @Test(
        "IV-04: of sixteen wrong answers at once five are compared, and of sixteen right ones one signs in",
        arguments: Engine.all)
    func races(_ engine: Engine) async throws {
        let (test, _, known) = try await letIn(engine)
        var ana = known
        let code = try #require(try await ana.code())
        let asked = ana
        let wrong = try await raceOfSixteen { runner -> String? in
            var runnerAna = asked
            let word = try await runnerAna.enter(other(than: code, by: runner + 1)).word
            return word.hasPrefix("wrong") || word == "exhausted" ? word : nil
        }
        #expect(wrong.filter { $0.hasPrefix("wrong") }.count == 4)
        #expect(try await ana.enter(code).word == "exhausted")
        test.world.pass(.minutes(11))
        let next = try #require(try await ana.code())
        let again = ana
        let right = try await raceOfSixteen { _ -> BrowserSecret? in
            var runnerAna = again
            _ = try await runnerAna.enter(next)
            return runnerAna.portal
        }
        #expect(right.count == 1)
    }

    @Test(
        "IV-09: outcomes, limits and rows are the same with access, before it, after it, and for strangers",
        arguments: Engine.all)
    func sameStory(_ engine: Engine) async throws {
        var stories: [(seen: [String], rows: [Int64])] = []
        for kind in ["active", "invited", "off", "nobody", "staff"] {
            let test = try await TestInstallation(engine)
            let viewer = try await test.staff()
            let person = try await test.person("Ana", emails: ["ana@client.example"])
            let ana = try TestContact(test, person)
            if kind == "active" || kind == "off" { try await ana.letIn(by: viewer) }
            if kind == "invited" { _ = try await ana.invited(by: viewer) }
            if kind == "off" { _ = try await test.installation.switchOffPortal(for: person.id, by: viewer) }
            let typed = kind == "nobody" ? "eve@client.example" : kind == "staff" ? "sam@firm.example" : nil
            stories.append(try await story(of: TestContact(test, person, typing: typed)))
        }
        for other in stories.dropFirst() {
            #expect(other.seen == stories[0].seen)
            #expect(other.rows == stories[0].rows)
        }
        #expect(stories[0].seen.contains("too soon") && stories[0].seen.contains("exhausted"))
    }

    private func story(of contact: TestContact) async throws -> (seen: [String], rows: [Int64]) {
        var contact = contact
        let test = contact.test
        var seen: [String] = []
        for round in 0..<8 {
            seen.append(try await contact.ask().word)
            if round == 0 { seen.append(try await contact.ask().word) }
            if let page = try await test.installation.showPortalCodePage(contact.visitor()) {
                seen.append("\(page.reference.count) \(page.validUntil - page.sentAt) \(page.attemptsLeft)")
            }
            for _ in 0..<(round == 2 ? 6 : 1) { seen.append(try await contact.enter("00000000").word) }
            test.world.pass(round < 4 ? .seconds(40) : .minutes(11))
        }
        let rows = try await test.write { transaction in
            let counts: [Statement] = [
                "SELECT COUNT(*) AS n FROM visitor_sessions", "SELECT COUNT(*) AS n FROM challenges",
                "SELECT COUNT(*) AS n FROM codes", "SELECT COUNT(*) AS n FROM wrong_codes",
                "SELECT COUNT(*) AS n FROM code_failures", "SELECT COUNT(*) AS n FROM portal_sessions",
                "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'code' AND letter IS NOT NULL",
            ]
            return try counts.map { try transaction.run($0).first?.integer("n") ?? -1 }
        }
        return (seen, rows)
    }

    @Test(
        "IV-08, IV-10: strangers who type an address use up their share of its mail, and keep nobody out who is known",
        arguments: Engine.all)
    func strangersAsk(_ engine: Engine) async throws {
        let (test, _, known) = try await letIn(engine)
        var mailed = 0
        for number in 1...6 {
            var stranger = try TestContact(test, known.person)
            stranger.place = "198.51.100.\(number)"
            if try await stranger.code() != nil { mailed += 1 }
        }
        #expect(mailed == 2)
        var ana = known
        try await ana.signIn()
        var (strangers, days) = (0, 0)
        while days < 24 * 6 {
            test.world.pass(.minutes(10))
            var stranger = try TestContact(test, known.person)
            stranger.place = "203.0.113.9"
            if try await stranger.code() != nil { strangers += 1 }
            days += 1
        }
        #expect(strangers <= 11 && strangers >= 9)
    }

    @Test(
        "IV-04, IV-10: twenty wrong codes from unknown places bar those, not known places and no links",
        arguments: Engine.all)
    func strangersGuess(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let known = try TestContact(test, file.contact)
        try await known.letIn(by: file.viewer)
        for _ in 1...4 {
            test.world.pass(.minutes(30))
            var stranger = known
            stranger.place = "198.51.100.7"
            let code = try #require(try await stranger.code())
            for step in 1...5 { _ = try await stranger.enter(other(than: code, by: step)) }
        }
        test.world.pass(.minutes(30))
        var stranger = known
        stranger.place = "203.0.113.9"
        #expect(try await stranger.code() == nil)
        var ana = known
        try await ana.signIn()
        var browser = Browser(test)
        test.world.pass(.minutes(11))
        try await browser.enter(file.token, as: "ana@client.example")
        test.world.pass(.days(1))
        try await stranger.signIn()
    }

    @Test(
        "SE-03: a session ends after 30 idle minutes, after 8 hours, and when the clock was set back",
        arguments: Engine.all)
    func limits(_ engine: Engine) async throws {
        let (test, _, known) = try await letIn(engine)
        var ana = known
        try await ana.signIn()
        for _ in 1...16 {
            test.world.pass(.minutes(29))
            #expect(try await ana.viewer() != nil)
        }
        test.world.pass(.minutes(16))
        #expect(try await ana.viewer() == nil)
        try await ana.signIn()
        test.world.pass(.minutes(30))
        #expect(try await ana.viewer() == nil)
        try await ana.signIn()
        test.world.pass(.minutes(-6))
        #expect(try await ana.viewer() == nil)
    }

    @Test(
        "SE-08: five sessions at most; one's own are listed and ended, and staff with the right end them",
        arguments: Engine.all)
    func sessions(_ engine: Engine) async throws {
        let (test, viewer, known) = try await letIn(engine)
        var browsers: [TestContact] = []
        for _ in 1...6 {
            var ana = known
            test.world.pass(.minutes(13))
            for other in browsers { _ = try await other.viewer() }
            try await ana.signIn()
            browsers.append(ana)
        }
        #expect(try await browsers[0].viewer() == nil)
        let last = try #require(try await browsers[5].viewer())
        let own = try #require(try await test.installation.showOwnPortalAccess(to: last))
        #expect(own.sessions.count == 5 && own.sessions[0].id == last.session)
        #expect(own.person.addresses.map(\.canonical) == ["ana@client.example"])
        let second = try #require(try await browsers[1].viewer())
        try await test.installation.endPortalSession(second.session, of: last)
        #expect(try await browsers[1].viewer() == nil)
        let bo = try await test.person("Bo", emails: ["bo@client.example"])
        var other = try TestContact(test, bo)
        try await other.letIn(by: test.again(viewer))
        let stranger = try await other.signIn()
        try await test.installation.endPortalSession(last.session, of: stranger)
        #expect(try await browsers[5].viewer() != nil)
        let third = try #require(try await browsers[2].viewer())
        let again = try await test.again(viewer)
        #expect(try await test.installation.showPortalAccess(of: known.person.id, to: again)?.sessions.count == 4)
        _ = try await test.installation.endPortalSessions(of: known.person.id, only: third.session, by: again)
        #expect(try await browsers[2].viewer() == nil)
        #expect(try await browsers[3].viewer() != nil)
        _ = try await test.installation.endPortalSessions(of: known.person.id, by: again)
        for ana in browsers { #expect(try await ana.viewer() == nil) }
        #expect(try await other.viewer() != nil)
        try await test.installation.signOutOfPortal(stranger)
        #expect(try await other.viewer() == nil)
        await #expect(throws: PortalViewerGone.self) { try await test.installation.showPortal(to: last) }
    }
}

extension TestContact {
    /// The same in a browser that asked for something else before.
    fileprivate func with(_ session: BrowserSecret?) -> TestContact {
        var other = self
        other.session = session
        return other
    }
}
