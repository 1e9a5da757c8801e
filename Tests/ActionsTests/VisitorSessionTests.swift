import Actions
import Cryptography
import Domain
import TestSupport
import Testing

/// How long a grant lives.
@Suite struct VisitorSessionTests {
    /// A browser that just got in.
    private func entered(_ engine: Engine) async throws -> (test: TestInstallation, file: SentFile, browser: Browser) {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        return (test, file, browser)
    }

    @Test("TR-28, SE-03, N-22: open pages keep the grant alive, for eight hours at most", arguments: Engine.all)
    func absolute(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        for _ in 0..<479 {
            test.world.pass(.minutes(1))
            #expect(try await test.installation.keepSession(browser.session))
        }
        #expect(try await browser.open(file.token).word == "entered")
        test.world.pass(.minutes(1))
        #expect(try await !test.installation.keepSession(browser.session))
        #expect(try await browser.open(file.token).word == "protected")
    }

    @Test("SE-03: after 30 minutes without a sign of life the grant is over", arguments: Engine.all)
    func idle(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        test.world.pass(.minutes(30) - .milliseconds(1))
        #expect(try await browser.open(file.token).word == "entered")
        test.world.pass(.minutes(30))
        #expect(try await browser.open(file.token).word == "protected")
        #expect(try await !test.installation.keepSession(browser.session))
    }

    @Test(
        "TR-28, TR-29: 90 seconds after the last page went away the grant is over, and a fresh code is needed",
        arguments: Engine.all)
    func closing(_ engine: Engine) async throws {
        var (test, file, browser) = try await entered(engine)
        try await test.installation.announceClosing(browser.session)
        test.world.pass(.seconds(89))
        #expect(try await test.installation.keepSession(browser.session))
        try await test.installation.announceClosing(browser.session)
        test.world.pass(.seconds(90))
        #expect(try await !test.installation.keepSession(browser.session))
        #expect(try await browser.open(file.token).word == "protected")
        try await browser.enter(file.token, as: "ana@client.example")
    }

    @Test("TR-28: a page that goes away while another stays open ends nothing", arguments: Engine.all)
    func otherPage(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        try await test.installation.announceClosing(browser.session)
        test.world.pass(.seconds(60))
        #expect(try await test.installation.keepSession(browser.session))
        test.world.pass(.seconds(60))
        #expect(try await browser.open(file.token).word == "entered")
    }

    @Test("SE-04, N-22: ending the session ends it on the server, for every link", arguments: Engine.all)
    func ending(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        try await test.installation.endSession(browser.session)
        #expect(try await browser.open(file.token).word == "protected")
        #expect(try await browser.found(file.token) == "locked")
        #expect(try await !test.installation.keepSession(browser.session))
    }

    @Test("SE-03, RL-11: a clock set back or forward revives no session and no code", arguments: Engine.all)
    func clock(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        let now = test.world.now()
        test.world.set(now - .days(10))
        #expect(try await browser.open(file.token).word == "protected")
        test.world.set(now + .days(1))
        #expect(try await browser.open(file.token).word == "protected")
        test.world.set(now)
        var second = Browser(test)
        let code = try await second.code(file.token, as: "ana@client.example")
        test.world.pass(.minutes(11))
        test.world.set(now - .hours(1))
        #expect(try await second.answer(file.token, code).word == "start again")
    }

    @Test("SE-03: a running transfer is a sign of life", arguments: Engine.all)
    func transfer(_ engine: Engine) async throws {
        let (test, file, browser) = try await entered(engine)
        guard case .file(let found) = try await test.installation.findDownload(file.token, by: browser.visitor),
            case .transfer(let transfer) = try await test.installation.beginDownload(
                found, range: 0..<found.attachment.size, by: browser.visitor)
        else {
            Issue.record("There should be a file.")
            return
        }
        for _ in 0..<5 {
            test.world.pass(.minutes(20))
            try await transfer.keepAlive()
        }
        #expect(try await browser.open(file.token).word == "entered")
    }
}
