import Actions
import Cryptography
import Domain
import Mail
import TestSupport
import Testing

/// "Not for me" (decision 20).
@Suite struct MisdeliveryTests {
    private static let ana = "ana@client.example"

    @Test("Without a grant it only flags the delivery to staff, once a day, and stops nothing", arguments: Engine.all)
    func flagged(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        for _ in 0..<3 {
            #expect(try await test.installation.reportMisdelivery(file.token, by: Browser(test).visitor) == false)
        }
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["sam@firm.example"])
        let history = try await test.history(file)
        #expect(!history.isStopped)
        #expect(history.tracked.events.filter { $0.kind == .misdeliveryReported }.map(\.actor) == [.unknown])
        var browser = Browser(test)
        try await browser.enter(file.token, as: Self.ana)
    }

    /// A verified recipient says that it was not for them.
    private func stopped(_ engine: Engine) async throws -> (test: TestInstallation, file: SentFile, browser: Browser) {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        try await browser.enter(file.token, as: Self.ana)
        #expect(try await test.installation.reportMisdelivery(file.token, by: browser.visitor) == true)
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["sam@firm.example"])
        return (test, file, browser)
    }

    @Test(
        "With a grant it stops mail of that case to that address: notices, codes, renewals and new sends",
        arguments: Engine.all)
    func stops(_ engine: Engine) async throws {
        let (test, file, _) = try await stopped(engine)
        let history = try await test.history(file)
        #expect(history.isStopped)
        let barred = try await test.installation.showStartPage(to: file.viewer).barred
        #expect(barred.map(\.reason) == ["Mail stopped: said not to be for them."])
        #expect(
            try await test.installation.showSend(history.send.id, to: file.viewer)?.stopped == [
                history.tracked.delivery.id
            ])
        #expect(
            try await test.installation.resendNotice(of: history.tracked.delivery.id, by: file.viewer) == .nothingToDo)
        var second = Browser(test)
        #expect(try await second.ask(file.token, as: Self.ana).word == "asked")
        test.world.pass(.days(8))
        let viewer = try await test.again(file.viewer)
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        await #expect(throws: TestInstallation.NotSent.self) {
            _ = try await test.send(file.update, to: [file.contact], by: viewer)
        }
        #expect(await test.deliverMail().isEmpty)
    }

    @Test(
        "Letters of the case that wait for that address are withheld, those of other cases go out",
        arguments: Engine.all)
    func withheld(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        try await browser.enter(file.token, as: Self.ana)
        _ = try await test.send(file.update, to: [file.contact], by: file.viewer)
        let other = try await test.caseFile("2026-002", by: file.viewer, clients: [file.contact])
        _ = try await test.send(
            try await test.validated(in: other, by: file.viewer), to: [file.contact], by: file.viewer)
        _ = try await test.installation.reportMisdelivery(file.token, by: browser.visitor)
        let mails = await test.deliverMail()
        #expect(mails.map(\.recipient.spelling).sorted() == [Self.ana, "sam@firm.example"])
    }

    @Test(
        "Staff allow the address again; the next \"not for me\" stops it anew and is told anew", arguments: Engine.all)
    func allowed(_ engine: Engine) async throws {
        let (test, file, browser) = try await stopped(engine)
        let delivery = try await test.history(file).tracked.delivery.id
        #expect(try await test.installation.reportMisdelivery(file.token, by: browser.visitor) == true)
        #expect(await test.deliverMail().isEmpty)
        #expect(try await test.installation.allowAddress(of: delivery, by: file.viewer) == .done)
        #expect(try await test.installation.resendNotice(of: delivery, by: file.viewer) == .done)
        #expect(await test.deliverMail().count == 1)
        #expect(try await test.installation.reportMisdelivery(file.token, by: browser.visitor) == true)
        #expect(try await test.history(file).isStopped)
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["sam@firm.example"])
    }

    @Test("A link that does not open has no such report", arguments: Engine.all)
    func refused(_ engine: Engine) async throws {
        let (test, file, browser) = try await stopped(engine)
        _ = try await test.installation.revokeLinks(.send(file.send), by: file.viewer)
        #expect(try await test.installation.reportMisdelivery(file.token, by: browser.visitor) == nil)
        #expect(try await test.installation.reportMisdelivery("v1.a.b.c", by: browser.visitor) == nil)
    }
}
