import Actions
import Cryptography
import Domain
import Mail
import TestSupport
import Testing

@Suite struct VerificationTests {
    private static let ana = "ana@client.example"

    @Test(
        "TR-18, TR-21, TR-22, TR-24, TR-25, TR-27: the protected link asks, the address on it is mailed a code, the code opens it",
        arguments: Engine.all)
    func codeOpensTheLink(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        #expect(try await browser.open(file.token).word == "protected")
        let code = try await browser.code(file.token, as: " Ana@Client.example ")
        #expect(try await browser.open(file.token).word == "protected")
        #expect(try await browser.answer(file.token, "\(code.prefix(4))-\(code.suffix(4))").word == "verified")
        let update = try #require(try await browser.open(file.token).update)
        #expect(update.files.map(\.attachment.name.text) == ["Evidence.pdf"])
        #expect(
            try await test.events(file) == [.queued, .sent, .codeSent, .mailboxVerified, .viewed])
    }

    @Test(
        "TR-18: without identity verification the link opens for whoever holds it, as nobody in particular",
        arguments: Engine.all)
    func openLink(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile(verification: false)
        #expect(try await Browser(test).open(file.token).word == "open")
        #expect(try await Browser(test).download(file.token) == Array("The evidence.".utf8))
        let events = try await test.history(file).tracked.events
        #expect(events.filter { $0.kind == .downloadCompleted }.map(\.actor) == [.linkHolder])
        var browser = Browser(test)
        #expect(try await browser.ask(file.token, as: Self.ana).word == "not needed")
    }

    @Test("TR-26, IV-08: an address that is not on the link gets neither a code nor the file", arguments: Engine.all)
    func strangers(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        #expect(try await browser.ask(file.token, as: "eve@else.example").word == "asked")
        #expect(await test.deliverMail().isEmpty)
        #expect(try await browser.open(file.token).word == "protected")
        #expect(try await browser.found(file.token) == "locked")
    }

    @Test(
        "N-17, IV-08: an alias counts, and the mail goes to the address as we know it, not as it was typed",
        arguments: Engine.all)
    func aliases(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let contact = try await test.person("Ana", emails: ["ana@client.example", "Ana.Office@client.example"])
        let caseFile = try await test.caseFile(by: viewer, clients: [contact])
        let update = try await test.validated(in: caseFile, by: viewer, files: [("a.pdf", [1])])
        _ = try await test.send(update, to: [contact], by: viewer)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        var browser = Browser(test)
        try await browser.ask(token, as: "ANA.OFFICE@CLIENT.EXAMPLE")
        let mail = try #require(await test.deliverMail().first)
        #expect(mail.recipient.spelling == "Ana.Office@client.example")
        #expect(try await browser.answer(token, #require(mail.code)).word == "verified")
    }

    @Test(
        "TR-30, OS-02, IV-05: the code works in the browser that asked and in no other, and is still good there",
        arguments: Engine.all)
    func otherBrowser(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var (asking, other) = (Browser(test), Browser(test))
        let code = try await asking.code(file.token, as: Self.ana)
        #expect(try await other.answer(file.token, code).word == "start again")
        try await other.ask(file.token, as: "eve@else.example")
        #expect(try await other.answer(file.token, code).word == "wrong, 4 left")
        #expect(try await asking.answer(file.token, code).word == "verified")
        #expect(try await other.open(file.token).word == "protected")
        #expect(try await asking.open(file.token).word == "entered")
    }

    @Test("N-18, IV-05, SE-02: a used code is used up, and the cookie from before it is dead", arguments: Engine.all)
    func usedCode(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        let code = try await browser.code(file.token, as: Self.ana)
        let before = browser
        try await browser.answer(file.token, code)
        #expect(try await browser.answer(file.token, code).word == "used")
        var stale = before
        #expect(try await stale.answer(file.token, code).word == "start again")
        #expect(try await before.open(file.token).word == "protected")
        #expect(before.session != browser.session)
    }

    @Test(
        "IV-11: answering before asking, with a made-up cookie or for another link changes nothing",
        arguments: Engine.all)
    func outOfOrder(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        #expect(try await browser.answer(file.token, "12345678").word == "start again")
        browser.session = try SessionSecret.random(from: test.world)
        #expect(try await browser.answer(file.token, "12345678").word == "start again")
        let made = browser.session
        try await browser.ask(file.token, as: Self.ana)
        #expect(browser.session != made)
        #expect(try await browser.answer("v1.none.none.none", "12345678").word == "unknown")
        #expect(try await test.events(file) == [.queued, .sent])
    }

    @Test("IV-05: a code asked for at one link is none for another", arguments: Engine.all)
    func otherLink(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let again = try await test.send(file.update, to: [file.contact], by: file.viewer)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        var browser = Browser(test)
        let code = try await browser.code(file.token, as: Self.ana)
        #expect(try await browser.answer(token, code).word == "start again")
        #expect(try await browser.answer(file.token, code).word == "verified")
        #expect(try await test.installation.showSend(again, to: file.viewer)?.deliveries[0].status == .sent)
    }

    @Test("N-13, IV-07: codes of one challenge stay valid together, the last three of them, under one count of tries")
    func askingAgain() async throws {
        let test = try await TestInstallation { $0.codeLimits.sendsInTenMinutes = 10 }
        let file = try await test.sentFile()
        var browser = Browser(test)
        var codes: [String] = []
        for _ in 0..<4 {
            codes.append(try await browser.code(file.token, as: Self.ana))
            test.world.pass(.seconds(31))
        }
        #expect(try await browser.answer(file.token, codes[0]).word == "wrong, 4 left")
        #expect(try await browser.answer(file.token, codes[1]).word == "verified")
        #expect(try await browser.answer(file.token, codes[3]).word == "used")
    }

    @Test(
        "IV-02, N-14: a code is over at ten minutes and a challenge at thirty, and the answer says so",
        arguments: Engine.all)
    func lifetimes(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        let first = try await browser.code(file.token, as: Self.ana)
        test.world.pass(.minutes(10) - .milliseconds(1))
        var inTime = browser
        test.world.pass(.milliseconds(1))
        #expect(try await browser.answer(file.token, first).word == "expired")
        let second = try await browser.code(file.token, as: Self.ana)
        test.world.pass(.minutes(10) - .milliseconds(1))
        #expect(try await inTime.answer(file.token, second).word == "verified")
        var late = Browser(test)
        let third = try await late.code(file.token, as: Self.ana)
        test.world.pass(.minutes(29))
        _ = try await test.installation.keepSession(late.session)
        test.world.pass(.minutes(1))
        #expect(try await late.answer(file.token, third).word == "expired")
    }

    @Test(
        "TR-31: staff with a right to the case are not asked; staff without it are visitors like others",
        arguments: Engine.all)
    func staff(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        #expect(try await Browser(test, signedIn: file.viewer).open(file.token).word == "entered")
        let outsider = try await test.staff("Otto", email: "otto@firm.example", role: .investigator)
        #expect(try await Browser(test, signedIn: outsider).open(file.token).word == "protected")
        #expect(try await test.history(file).tracked.status == .sent)
    }

    @Test(
        "N-01, N-09: opening, looking at the code page and asking what there is change nothing that counts",
        arguments: Engine.all)
    func readingIsFree(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        let code = try await browser.code(file.token, as: Self.ana)
        for _ in 0..<20 {
            _ = try await browser.open(file.token)
            _ = try await test.installation.showCodePage(file.token, by: browser.visitor)
            _ = try await test.installation.findDownload(file.token, by: browser.visitor)
        }
        #expect(await test.deliverMail().isEmpty)
        #expect(try await test.events(file) == [.queued, .sent, .codeSent])
        #expect(try await browser.answer(file.token, code).word == "verified")
        for _ in 0..<20 { _ = try await test.installation.findDownload(file.token, by: browser.visitor) }
        #expect(try await test.events(file).filter { $0 == .downloadStarted }.isEmpty)
    }
}
