import Actions
import Cryptography
import Domain
import Mail
import Records
import TestSupport
import Testing

/// What staff do to links after sending, and what recipients ask for.
@Suite struct LinkTests {
    private static let ana = "ana@client.example"

    private func sent(
        _ engine: Engine,
        renewsAutomatically: Bool = true
    ) async throws -> (test: TestInstallation, file: SentFile) {
        let firm = Organisation(
            name: "Firm", contact: "Call us", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), renewsAutomatically: renewsAutomatically)
        let test = try await TestInstallation(engine, organisation: firm)
        return (test, try await test.sentFile(verification: false))
    }

    @Test("OS-10, LT-05: staff extend an expired link, and it opens on the same URL until then", arguments: Engine.all)
    func extend(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        test.world.pass(.days(7))
        let viewer = try await test.again(file.viewer)
        #expect(try await Browser(test).open(file.token).word == "expired")
        let delivery = try await test.history(file).tracked.delivery.id
        let day = LinkLifetime(stored: 86_400)
        #expect(try await test.installation.extendLinks(of: delivery, by: day, viewer: viewer) == .done)
        #expect(try await Browser(test).open(file.token).word == "open")
        #expect(try await test.installation.extendLinks(of: delivery, by: day, viewer: viewer) == .nothingToDo)
        let shorter = LinkLifetime(stored: 900)
        #expect(try await test.installation.extendLinks(of: delivery, by: shorter, viewer: viewer) == .nothingToDo)
        test.world.pass(.days(1))
        #expect(try await Browser(test).open(file.token).word == "expired")
        let extended = try #require(try await test.history(file).tracked.last(.linkExtended))
        #expect(extended.actor == .person(file.viewer.person, address: nil) && extended.detail != nil)
    }

    @Test("OS-12, LT-07: what was revoked is neither extended, resent nor renewed", arguments: Engine.all)
    func revokedForGood(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        let tracked = try await test.history(file).tracked
        #expect(try await test.installation.revokeLinks(.link(tracked.links[0].id), by: file.viewer) == .done)
        #expect(try await test.installation.revokeLinks(.link(tracked.links[0].id), by: file.viewer) == .nothingToDo)
        #expect(try await Browser(test).open(file.token).word == "revoked")
        let id = tracked.delivery.id
        #expect(try await test.installation.extendLinks(of: id, by: .standard, viewer: file.viewer) == .nothingToDo)
        #expect(try await test.installation.resendNotice(of: id, by: file.viewer) == .nothingToDo)
        test.world.pass(.days(8))
        #expect(try await Browser(test).open(file.token).word == "revoked")
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        #expect(await test.deliverMail().isEmpty)
        #expect(try await test.events(file) == [.queued, .sent, .linkRevoked])
    }

    @Test(
        "OS-12: whoever revokes a renewed link takes the file with it; the older one can be neither renewed, extended nor sent again",
        arguments: Engine.all)
    func revokedRenewal(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        test.world.pass(.days(7))
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        let viewer = try await test.again(file.viewer)
        let tracked = try await test.history(file).tracked
        let (delivery, links) = (tracked.delivery.id, tracked.links)
        #expect(links.count == 2)
        #expect(try await test.installation.revokeLinks(.link(links[1].id), by: viewer) == .done)
        for token in [token, file.token] { #expect(try await Browser(test).open(token).word == "revoked") }
        test.world.pass(.days(2))
        let later = try await test.again(viewer)
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        #expect(await test.deliverMail().isEmpty)
        #expect(try await test.installation.extendLinks(of: delivery, by: .standard, viewer: later) == .nothingToDo)
        #expect(try await test.installation.resendNotice(of: delivery, by: later) == .nothingToDo)
        #expect(try await test.events(file).filter { $0 == .linkRevoked }.count == 2)
    }

    @Test("OS-12: an older link revoked leaves the one that took its place", arguments: Engine.all)
    func revokedOlder(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        test.world.pass(.days(7))
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        let viewer = try await test.again(file.viewer)
        let links = try await test.history(file).tracked.links
        #expect(try await test.installation.revokeLinks(.link(links[0].id), by: viewer) == .done)
        #expect(try await Browser(test).open(token).word == "open")
        #expect(try await Browser(test).open(file.token).word == "revoked")
    }

    @Test("OS-12: a whole send is revoked at once", arguments: Engine.all)
    func revokeSend(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        #expect(try await test.installation.revokeLinks(.send(file.send), by: file.viewer) == .done)
        #expect(try await Browser(test).open(file.token).word == "revoked")
        #expect(try await test.installation.revokeLinks(.send(file.send), by: file.viewer) == .nothingToDo)
    }

    @Test("OS-12, LT-07: a notice that still waits when its send is revoked is mailed to nobody", arguments: Engine.all)
    func revokedBeforeMailing(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        let send = try await test.send(file.update, to: [file.contact], by: file.viewer)
        #expect(try await test.installation.revokeLinks(.send(send), by: file.viewer) == .done)
        #expect(await test.deliverMail().isEmpty)
        let again = try await test.send(file.update, to: [file.contact], by: file.viewer)
        let tracked = try #require(try await test.installation.showSend(again, to: file.viewer)).deliveries[0]
        #expect(try await test.installation.revokeLinks(.delivery(tracked.delivery.id), by: file.viewer) == .done)
        #expect(await test.deliverMail().isEmpty)
    }

    @Test("N-12: sending again lets the same link live on, and counts from anew in the tracker", arguments: Engine.all)
    func resend(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        test.world.pass(.days(8))
        let viewer = try await test.again(file.viewer)
        let delivery = try await test.history(file).tracked.delivery.id
        #expect(try await test.installation.resendNotice(of: delivery, by: viewer) == .done)
        #expect(try await test.history(file).tracked.status == .queued)
        let mail = try #require(await test.deliverMail().first)
        #expect(mail.tokens == [file.token] && mail.recipient.canonical == Self.ana)
        #expect(mail.text.contains("Tuesday 8 December 2026"))
        #expect(try await Browser(test).open(file.token).word == "open")
        #expect(try await test.history(file).tracked.status == .sent)
    }

    @Test("AU-01: staff who do not see the case change nothing; auditors only look", arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        let tracked = try await test.history(file).tracked
        let (delivery, link) = (tracked.delivery.id, tracked.links[0].id)
        let outsider = try await test.staff("Otto", email: "otto@firm.example", role: .investigator)
        let auditor = try await test.staff("Aud", email: "aud@firm.example", role: .auditor)
        for (viewer, answer) in [(outsider, ChangedLinks.unknown), (auditor, .notAllowed)] {
            let installation = test.installation
            #expect(try await installation.revokeLinks(.send(file.send), by: viewer) == answer)
            #expect(try await installation.revokeLinks(.delivery(delivery), by: viewer) == answer)
            #expect(try await installation.revokeLinks(.link(link), by: viewer) == answer)
            #expect(try await installation.extendLinks(of: delivery, by: .standard, viewer: viewer) == answer)
            #expect(try await installation.resendNotice(of: delivery, by: viewer) == answer)
            #expect(try await installation.reissueLink(link, by: viewer) == answer)
            #expect(try await installation.allowAddress(of: delivery, by: viewer) == answer)
        }
        #expect(try await test.installation.showDelivery(delivery, to: outsider) == nil)
        #expect(try await test.installation.showDelivery(delivery, to: auditor) != nil)
        #expect(try await test.events(file) == [.queued, .sent])
    }

    @Test(
        "N-11, OS-11: a new link goes to the original address only, once a day, and the old one stays expired",
        arguments: Engine.all)
    func renewal(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        let stranger = Browser(test)
        try await test.installation.askForRenewal(file.token, by: stranger.visitor)
        #expect(await test.deliverMail().isEmpty)
        test.world.pass(.days(7))
        for _ in 0..<3 { try await test.installation.askForRenewal(file.token, by: stranger.visitor) }
        let mails = await test.deliverMail()
        #expect(mails.map(\.recipient.canonical) == [Self.ana])
        let token = try #require(mails.first?.tokens.first)
        #expect(token != file.token && mails[0].subject == "A new link to your secure update")
        #expect(try await stranger.open(token).word == "open")
        #expect(try await stranger.open(file.token).word == "expired")
        test.world.pass(.days(1))
        try await test.installation.askForRenewal(file.token, by: stranger.visitor)
        #expect(await test.deliverMail().count == 1)
        try await test.installation.askForRenewal("v1.forged.token.x", by: stranger.visitor)
    }

    @Test("A file with a renewed link is offered once, and sending again brings the newer link", arguments: Engine.all)
    func renewedOnce(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine)
        test.world.pass(.days(7))
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        let delivery = try await test.history(file).tracked.delivery.id
        test.world.pass(.days(1))
        let viewer = try await test.again(file.viewer)
        _ = try await test.installation.resendNotice(of: delivery, by: viewer)
        #expect(await test.deliverMail().first?.tokens == [token])
        _ = try await test.installation.extendLinks(of: delivery, by: .standard, viewer: viewer)
        let update = try #require(try await Browser(test, signedIn: viewer).open(token).update)
        #expect(update.files.map(\.token) == [token])
    }

    @Test(
        "OS-11, N-11: where staff decide, the request waits for them; one decides, and yes sends the link",
        arguments: Engine.all)
    func renewalByStaff(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine, renewsAutomatically: false)
        test.world.pass(.days(7))
        let viewer = try await test.again(file.viewer)
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["sam@firm.example"])
        let history = try await test.history(file)
        let renewal = try #require(history.waitingRenewals.first)
        let delivery = history.tracked.delivery.id
        let answers = try await raceOfSixteen { _ -> Bool? in
            let answer = try await test.installation.decideRenewal(
                renewal.id, of: delivery, grant: true, by: viewer)
            return answer == .done ? true : nil
        }
        #expect(answers.count == 1)
        let mails = await test.deliverMail()
        #expect(mails.map(\.recipient.canonical) == [Self.ana])
        #expect(try await Browser(test).open(#require(mails.first?.tokens.first)).word == "open")
        #expect(try await test.history(file).waitingRenewals.isEmpty)
    }

    @Test("OS-11: a refused request sends nothing", arguments: Engine.all)
    func renewalRefused(_ engine: Engine) async throws {
        let (test, file) = try await sent(engine, renewsAutomatically: false)
        test.world.pass(.days(7))
        let viewer = try await test.again(file.viewer)
        try await test.installation.askForRenewal(file.token, by: Browser(test).visitor)
        await test.deliverMail()
        let history = try await test.history(file)
        let renewal = try #require(history.waitingRenewals.first)
        let answer = try await test.installation.decideRenewal(
            renewal.id, of: history.tracked.delivery.id, grant: false, by: viewer)
        #expect(answer == .done)
        #expect(await test.deliverMail().isEmpty)
        #expect(try await test.history(file).waitingRenewals.isEmpty)
    }
}
