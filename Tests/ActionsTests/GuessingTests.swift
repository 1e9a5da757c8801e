import Actions
import Cryptography
import Domain
import Mail
import Records
import SQL
import TestSupport
import Testing

/// Guessing codes, alone and by many at once.
@Suite struct GuessingTests {
    private static let ana = "ana@client.example"

    @Test(
        "IV-04, OS-04: of 500 wrong answers at once five are compared, and the right code as the sixth fails",
        arguments: Engine.all)
    func storm(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        let code = try await browser.code(file.token, as: Self.ana)
        let asking = browser
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for guess in 1...500 {
                group.addTask {
                    var browser = asking
                    return try await browser.answer(file.token, other(than: code, by: guess)).word
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0.hasPrefix("wrong") }.sorted() == (1...4).map { "wrong, \($0) left" })
        #expect(answers.filter { $0 == "exhausted" }.count == 496)
        #expect(try await browser.answer(file.token, code).word == "exhausted")
        let counted = try await test.installation.database.read {
            try CodeFailures($0).total(since: Moment(milliseconds: 0))
        }
        #expect(counted == 5)
        #expect(try await test.events(file).filter { $0 == .codeWrong }.count == 5)
    }

    @Test("IV-05, IV-06: of sixteen right answers at once one opens the link", arguments: Engine.all)
    func twoAtOnce(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        let code = try await browser.code(file.token, as: Self.ana)
        let asking = browser
        let granted = try await raceOfSixteen { _ -> SessionSecret? in
            var browser = asking
            guard case .verified(let secret) = try await browser.answer(file.token, code) else { return nil }
            return secret
        }
        #expect(granted.count == 1)
        #expect(try await test.events(file).filter { $0 == .mailboxVerified }.count == 1)
        browser.session = granted.first
        #expect(try await browser.open(file.token).word == "entered")
    }

    @Test(
        "IV-04: after five wrong tries the codes of this browser are void, another browser is not locked out",
        arguments: Engine.all)
    func fiveTries(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var (guessing, honest) = (Browser(test), Browser(test))
        let code = try await guessing.code(file.token, as: Self.ana)
        for left in (1...4).reversed() {
            #expect(try await guessing.answer(file.token, other(than: code)).word == "wrong, \(left) left")
        }
        #expect(try await guessing.answer(file.token, other(than: code)).word == "exhausted")
        #expect(try await guessing.answer(file.token, code).word == "exhausted")
        try await honest.enter(file.token, as: Self.ana)
        test.world.pass(.seconds(1))
        let fresh = try await guessing.code(file.token, as: Self.ana)
        #expect(try await guessing.answer(file.token, fresh).word == "verified")
    }

    /// Lets twenty wrong codes in a row come for the address.
    private func suspend(_ file: SentFile, in test: TestInstallation) async throws {
        for _ in 0..<4 {
            var browser = Browser(test)
            let code = try await browser.code(file.token, as: Self.ana)
            for _ in 0..<5 { try await browser.answer(file.token, other(than: code)) }
            test.world.pass(.minutes(4))
        }
    }

    @Test("IV-04, IV-10: twenty wrong codes in a row suspend the link, also for a code that is on its way already")
    func suspension() async throws {
        let test = try await TestInstallation { $0.codeLimits.sendsAnHour = 50 }
        let file = try await test.sentFile()
        try await suspend(file, in: test)
        let toStaff = await test.deliverMail()
        #expect(toStaff.map(\.recipient.spelling) == ["sam@firm.example"])
        test.world.pass(.minutes(10))
        var browser = Browser(test)
        #expect(try await browser.ask(file.token, as: Self.ana).word == "asked")
        #expect(await test.deliverMail().isEmpty)
        let history = try await test.history(file)
        #expect(history.suspensions.values.map { $0 } == [[Self.ana]])
    }

    @Test("IV-04: a code mailed before the suspension opens nothing after it")
    func suspensionMeetsOpenChallenge() async throws {
        let test = try await TestInstallation { limits in
            limits.codeLimits.sendsAnHour = 50
            limits.codeLimits.sendsInTenMinutes = 50
        }
        let file = try await test.sentFile()
        var waiting = Browser(test)
        let code = try await waiting.code(file.token, as: Self.ana)
        for _ in 0..<4 {
            var browser = Browser(test)
            let code = try await browser.code(file.token, as: Self.ana)
            for _ in 0..<5 { try await browser.answer(file.token, other(than: code)) }
        }
        #expect(try await waiting.answer(file.token, code).word == "wrong, 4 left")
        #expect(try await waiting.open(file.token).word == "protected")
    }

    @Test("IV-10: suspension leaves other links alone, and staff lift it; then the same browser gets a code that works")
    func reissue() async throws {
        let test = try await TestInstallation { $0.codeLimits.sendsAnHour = 50 }
        let file = try await test.sentFile()
        try await suspend(file, in: test)
        await test.deliverMail()
        test.world.pass(.minutes(10))
        _ = try await test.send(file.update, to: [file.contact], by: file.viewer)
        let otherToken = try #require(await test.deliverMail().first?.tokens.first)
        var elsewhere = Browser(test)
        try await elsewhere.enter(otherToken, as: Self.ana)
        var browser = Browser(test)
        try await browser.ask(file.token, as: Self.ana)
        let link = try #require(try await test.history(file).tracked.links.first)
        #expect(try await test.installation.reissueLink(link.id, by: file.viewer) == .done)
        #expect(try await test.installation.reissueLink(link.id, by: file.viewer) == .nothingToDo)
        test.world.pass(.seconds(31))
        try await browser.enter(file.token, as: Self.ana)
    }

    @Test("IV-04: a right code ends the row of failures")
    func rightCodeClears() async throws {
        let test = try await TestInstallation { limits in
            limits.codeLimits.sendsAnHour = 50
            limits.codeLimits.sendsInTenMinutes = 50
            limits.codeLimits.failuresInARow = 5
        }
        let file = try await test.sentFile()
        for _ in 0..<3 {
            var browser = Browser(test)
            let code = try await browser.code(file.token, as: Self.ana)
            for _ in 0..<4 { try await browser.answer(file.token, other(than: code)) }
            #expect(try await browser.answer(file.token, code).word == "verified")
        }
        #expect(try await test.history(file).suspensions.isEmpty)
    }

    @Test("IV-04: too many wrong codes for one address in a day stop its codes on every link")
    func dailyLimit() async throws {
        let test = try await TestInstallation { $0.codeLimits.failuresADay = 5 }
        let file = try await test.sentFile()
        var browser = Browser(test)
        let code = try await browser.code(file.token, as: Self.ana)
        for _ in 0..<5 { try await browser.answer(file.token, other(than: code)) }
        _ = try await test.send(file.update, to: [file.contact], by: file.viewer)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        var second = Browser(test)
        #expect(try await second.ask(token, as: Self.ana).word == "asked")
        #expect(await test.deliverMail().isEmpty)
        test.world.pass(.days(1))
        var third = Browser(test)
        try await third.enter(token, as: Self.ana)
    }

    @Test(
        "IV-04: guessing all over the service is told to everybody who administers, once an hour, and to nobody else",
        arguments: Engine.all)
    func alarm(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine) {
            $0.codeLimits.failuresAnHourAnywhere = 3
            $0.codeLimits.delayWhileGuessed = .zero
        }
        let file = try await test.sentFile()
        let owner = try await test.staff("Olga Owner", email: "olga@firm.example", role: .owner)
        let worker = try await test.staff("Wim Worker", email: "wim@firm.example", role: .investigator)
        var browser = Browser(test)
        let code = try await browser.code(file.token, as: Self.ana)
        for guess in 1...2 { try await browser.answer(file.token, other(than: code, by: guess)) }
        #expect(await test.deliverMail().isEmpty)
        for guess in 3...5 { try await browser.answer(file.token, other(than: code, by: guess)) }
        let told = await test.deliverMail().map(\.recipient.spelling)
        #expect(told.sorted() == ["olga@firm.example", "sam@firm.example"])
        for viewer in [file.viewer, owner] {
            #expect(try await test.installation.showStartPage(to: viewer).wrongCodes == 5)
        }
        #expect(try await test.installation.showStartPage(to: worker).wrongCodes == nil)
        test.world.pass(.minutes(61))
        #expect(try await test.installation.showStartPage(to: owner).wrongCodes == nil)
    }
}
