import Actions
import Domain
import Mail
import TestSupport
import Testing

@Suite struct NotificationMailTests {
    @Test(
        "OS-28, N-30: everything of two minutes comes as one mail, by case; what comes later as another",
        arguments: Engine.all)
    func burst(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        let second = try await firm.test.caseFile(
            "2026-002", by: firm.owner, staff: [firm.author.person, firm.manager.person])
        let first = try await firm.submitted()
        firm.test.world.pass(.seconds(90))
        let last = try await firm.submitted()
        let other = try await firm.submitted(in: second)
        #expect(await firm.test.deliverMail().isEmpty)
        firm.test.world.pass(.seconds(30))
        let mails = await firm.test.deliverMail()
        #expect(mails.map(\.to) == ["mia@firm.example"] && mails.first?.subject == "Something new for you")
        let text = try #require(mails.first?.text)
        for part in [
            "There are 3 new things for you.", "In one case (2):", "In another case:", "/updates/\(first)",
            "/updates/\(last)", "/updates/\(other)", "/account/notifications",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        for secret in ["2026-00", "Interview", "Harbour matter", "Ivo", "Ola"] { #expect(!text.contains(secret)) }
        #expect(await firm.mailsOfBurst().isEmpty)
        try await firm.submitted()
        #expect(await firm.mailsOfBurst() == ["mia@firm.example"])
    }

    @Test("N-31: nobody is mailed what they did, read or had before them meanwhile", arguments: Engine.all)
    func watched(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        let read = try await firm.submitted()
        let told = try #require(try await firm.list(firm.manager).items.first)
        _ = try await firm.installation.readNotification(told.notification.id, by: firm.manager)
        #expect(await firm.mailsOfBurst().isEmpty)
        let shown = try await firm.submitted()
        firm.test.world.pass(.seconds(5))
        _ = try await firm.installation.showUpdate(shown, to: firm.manager)
        #expect(await firm.mailsOfBurst().isEmpty)
        _ = try await firm.installation.showUpdate(shown, to: firm.manager)
        firm.test.world.pass(.seconds(5))
        let after = try await firm.submitted()
        #expect(await firm.mailsOfBurst() == ["mia@firm.example"])
        _ = try await firm.installation.validateUpdate(after, by: firm.manager)
        #expect(await firm.mailsOfBurst() == ["ivo@firm.example"])
        #expect(try await firm.installation.showUpdate(read, to: firm.manager) != nil)
    }

    @Test("N-31: a program that fetches the update is nobody's eyes", arguments: Engine.all)
    func program(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        let id = try await firm.submitted()
        firm.test.world.pass(.seconds(5))
        let program = Viewer(
            person: firm.manager.person, session: nil, name: "",
            rights: Rights(of: .manager, RolePermissions.shipped[.manager]))
        _ = try await firm.installation.showUpdate(id, to: program)
        #expect(await firm.mailsOfBurst() == ["mia@firm.example"])
    }

    @Test("N-31: whoever watches a send live is not mailed what they see happen", arguments: Engine.all)
    func live(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        _ = try await test.installation.chooseNotifications([.viewed: "mail"], by: file.viewer)
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        _ = try await browser.open(file.token)
        test.world.pass(.seconds(1))
        #expect(try await test.installation.mayGoOnWatching(file.send, file.viewer))
        #expect(try await test.installation.listNotifications(NotificationFilter(), to: file.viewer).unread == 1)
        test.world.pass(.minutes(2))
        #expect(await test.deliverMail().isEmpty)
    }

    @Test("TR-15: whoever lost the case, or the account, before the mail left is mailed nothing", arguments: Engine.all)
    func lost(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.giveBack(firm.submitted())
        _ = try await firm.installation.unassign(firm.author.person, from: firm.caseFile.id, by: firm.owner)
        #expect(await firm.mailsOfBurst() == ["mia@firm.example"])
        try await firm.test.assign(firm.author, as: .investigator, to: firm.caseFile, by: firm.owner)
        #expect(await firm.mailsOfBurst().isEmpty)
        #expect(try await firm.kinds(firm.author) == [.assigned, .updateReturned])
    }

    @Test("OS-16, TR-14: in the application alone by one's own choice or the organisation's", arguments: Engine.all)
    func choices(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.choose(.updateSubmitted, .inApp, by: firm.manager)
        try await firm.submitted()
        #expect(try await firm.list(firm.manager).unread == 1)
        #expect(await firm.mailsOfBurst().isEmpty)
        let quiet = try await NotifiedFirm(
            engine,
            organisation: Organisation(
                name: "Quiet", contact: "Call us", origin: TestInstallation.origin,
                mailFrom: EmailAddress(reading: "updates@firm.example"), mailsNotifications: false))
        try await quiet.choose(.updateSubmitted, .mail, by: quiet.manager)
        try await quiet.submitted()
        #expect(try await quiet.list(quiet.manager).unread == 1)
        #expect(await quiet.mailsOfBurst().isEmpty)
    }

    @Test("TR-15: failures and what concerns one's account are mailed whatever was chosen", arguments: Engine.all)
    func fixed(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        for kind in NotificationKind.allCases where kind.isFixed {
            await #expect(throws: Malformed(kind.field, "This cannot be switched off.")) {
                try await firm.choose(kind, .inApp, by: firm.owner)
            }
        }
        let update = try await firm.test.validated(in: firm.caseFile, by: firm.owner)
        _ = try await firm.test.send(update, to: [firm.client], by: firm.owner)
        firm.test.mails.answer(
            with: .refused(DeliveryAttempt.Reason(sentence: "The mailbox is full.")), to: firm.client.primaryAddress)
        #expect(await firm.test.deliverMail().map(\.subject) == ["Action needed: a message was not delivered"])
        let told = try #require(try await firm.list(firm.owner).items.first)
        #expect(told.notification.kind == .deliveryFailed && told.notification.detail == "The mailbox is full.")
        #expect(told.recipient == "Ana Client")
        _ = try await firm.installation.changeStaff(
            firm.author.person, StaffChange(role: .manager), by: firm.owner)
        #expect(try await firm.kinds(firm.author) == [.accountChanged])
        #expect(await firm.mailsOfBurst() == ["ivo@firm.example"])
    }

    @Test("OS-28, ST-01: sixteen workers at once write one mail", arguments: Engine.all)
    func workers(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.submitted()
        firm.test.world.pass(.minutes(2))
        _ = try await raceOfSixteen { _ -> Bool? in
            try await DeliverOutbox(firm.installation, transport: firm.test.mails).drain()
            return nil
        }
        #expect(firm.test.mails.mails.map(\.to) == ["mia@firm.example"])
    }

    @Test(
        "OS-28: what happens while a mail is written is in it or in the next, each thing once", arguments: Engine.all)
    func between(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.submitted()
        firm.test.world.pass(.minutes(2))
        let later = try await raceOfSixteen { runner -> ID<CaseUpdate>? in
            if runner.isMultiple(of: 2) { return try await firm.submitted() }
            try await DeliverOutbox(firm.installation, transport: firm.test.mails).drain()
            return nil
        }
        _ = await firm.mailsOfBurst()
        #expect(later.count == 8 && firm.test.mails.mails.count >= 2)
        let told = firm.test.mails.mails.map(\.text).joined()
        for id in later {
            #expect(told.split(separator: "/updates/\(id)", omittingEmptySubsequences: false).count == 2)
        }
        #expect(try await firm.list(firm.manager).unread == 9)
    }
}
