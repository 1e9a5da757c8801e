import Actions
import Domain
import Mail
import TestSupport
import Testing

/// Staff decide whether somebody is let in whom a recipient asked for.
@Suite struct DelegateDecisionTests {
    @Test(
        "N-46: approved, the delegate has links of their own behind a code, and sees that update alone",
        arguments: Engine.all)
    func approved(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        try await scene.ask()
        let id = try await scene.waiting()
        #expect(try await scene.test.installation.approveDelegate(id, as: .new, by: scene.viewer) == .done)
        let mails = await scene.test.deliverMail()
        let notice = try #require(mails.first { $0.to == LetIn.dora })
        #expect(notice.subject == "You have been let in to a secure update" && notice.tokens.count == 2)
        #expect(notice.text.contains("A. C.") && notice.text.contains("S. S."))
        for word in ["Ana Client", "Sam Staff", "harbour", "one.pdf"] {
            #expect(!notice.text.contains(word), "\(word)")
        }
        #expect(mails.first { $0.to == "ana@client.example" }?.subject == "The person you asked for was let in")
        #expect(mails.count == 2)
        #expect(Set(notice.tokens).isDisjoint(with: scene.tokens + scene.bobTokens))

        var dora = Browser(scene.test)
        #expect(try await dora.open(notice.tokens[0]).word == "protected")
        try await dora.enter(notice.tokens[0], as: LetIn.dora)
        let entered = try #require(try await dora.open(notice.tokens[0]).update)
        #expect(entered.files.map(\.attachment.name.text) == ["one.pdf", "two.pdf"] && entered.delegations == nil)
        #expect(
            entered.file.send.options.additionalNote == nil, "what was written to the recipients is not for delegates")
        #expect(try await dora.download(notice.tokens[1]) == [4, 5])
        for token in [scene.tokens[0], scene.bobTokens[0]] {
            #expect(try await dora.open(token).word == "protected")
            #expect(try await dora.found(token) == "locked")
        }
        #expect(try await scene.browser.open(notice.tokens[0]).word == "protected", "it is the delegate's alone")

        let row = try await scene.delegate()
        #expect(row.recipient?.name == "Dora Lund" && row.status == .viewed)
        #expect(row.files.map(\.state) == [.none, .completed] && row.mail == .notice)
        #expect(try await scene.row(scene.ana).files.map(\.state) == [.none, .none])
        let person = try #require(row.recipient)
        let shown = try #require(try await scene.test.installation.showPerson(person.id, to: scene.viewer))
        #expect(shown.person.kind == .contact && shown.cases.isEmpty)
        let history = try #require(
            try await scene.test.installation.showDelivery(row.delivery.id, to: scene.viewer))
        let brought = try #require(history.broughtBy)
        #expect(brought.id == id && brought.request.by == scene.ana.id && brought.decision?.by == scene.viewer.person)
    }

    @Test("N-46: where the send asks for no code, a delegate is asked all the same", arguments: Engine.all)
    func alwaysVerified(_ engine: Engine) async throws {
        let scene = try await LetIn(engine, verification: false)
        let id = try await scene.test.delegation(
            of: scene.row(scene.ana).delivery.id, for: "Dora Lund", at: LetIn.dora)
        #expect(try await scene.test.installation.approveDelegate(id, as: .new, by: scene.viewer) == .done)
        let token = try #require(await scene.test.deliverMail().first { $0.to == LetIn.dora }?.tokens.first)
        #expect(try await Browser(scene.test).open(scene.tokens[0]).word == "open")
        #expect(try await Browser(scene.test).open(token).word == "protected")
        #expect(try await Browser(scene.test).found(token) == "locked")
    }

    @Test(
        "N-46: a delegate with access to the portal finds that update there, and nothing of the case",
        arguments: Engine.all)
    func portal(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        _ = try await scene.letIn()
        let row = try await scene.delegate()
        var contact = try TestContact(scene.test, try #require(row.recipient))
        try await contact.letIn(by: scene.viewer)
        let portal = try await contact.signIn()
        let shown = try await scene.test.installation.showPortal(to: portal)
        #expect(shown.updates.map(\.update.delivery) == [row.delivery.id] && shown.cases.isEmpty)
        #expect(shown.updates.first?.update.caseReference == nil)
        #expect(try await scene.test.installation.showPortalCase(scene.update.caseFile, to: portal) == nil)
        let opened = try await scene.test.installation.openLink(shown.updates[0].token, by: contact.visitor())
        #expect(opened.update?.files.count == 2 && opened.update?.delegations == nil)
        #expect(try await scene.test.installation.openLink(scene.tokens[0], by: contact.visitor()).word == "protected")
        let again = try await scene.test.again(scene.viewer)
        #expect(try await scene.test.installation.resendNotice(of: row.delivery.id, by: again) == .done)
        let told = try await scene.test.installation.listPortalNotifications(to: portal).items
        #expect(told.map(\.delivery) == [row.delivery.id] && told.allSatisfy { $0.caseReference == nil })
    }

    @Test("N-46: a delegate asks for no further delegate", arguments: Engine.all)
    func noFurther(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let tokens = try await scene.letIn()
        var dora = Browser(scene.test)
        try await dora.enter(tokens[0], as: LetIn.dora)
        #expect(try await scene.ask("ole@counsel.example", at: tokens[0], in: dora) == .notTheirs)
        #expect(try await scene.requests().count == 1)
    }

    @Test(
        "N-46: declined, with a word to the recipient that no mail holds; then nobody is let in", arguments: Engine.all)
    func declined(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        try await scene.ask()
        let id = try await scene.waiting()
        let installation = scene.test.installation
        #expect(try await installation.declineDelegate(id, reason: "Call us first.", by: scene.viewer) == .done)
        let mails = await scene.test.deliverMail()
        #expect(mails.map(\.subject) == ["The person you asked for was not let in"])
        #expect(mails[0].to == "ana@client.example" && !mails[0].text.contains("Call us"))
        let own = try #require(try await scene.browser.open(scene.tokens[0]).update?.delegations)
        #expect(own.map(\.delegation.state) == [.declined] && own[0].delegation.decision?.reason == "Call us first.")
        #expect(
            try await installation.approveDelegate(id, as: .new, by: scene.viewer)
                == .earlier(.declined, by: "Sam Staff", at: scene.test.world.now()))
        #expect(try await installation.showSend(scene.send, to: scene.viewer)?.deliveries.count == 2)
    }

    @Test(
        "N-46: of sixteen who approve or decline at once one decides; the others are told who did",
        arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        try await scene.ask()
        let id = try await scene.waiting()
        let answers = try await raceOfSixteen { runner -> DecidedDelegate? in
            runner.isMultiple(of: 2)
                ? try await scene.test.installation.approveDelegate(id, as: .new, by: scene.viewer)
                : try await scene.test.installation.declineDelegate(id, by: scene.viewer)
        }
        #expect(answers.count { $0 == .done } == 1)
        let state = try #require(try await scene.requests().first?.delegation.state)
        let told = DecidedDelegate.earlier(state, by: "Sam Staff", at: scene.test.world.now())
        #expect(answers.count { $0 == told } == 15)
        let mails = await scene.test.deliverMail()
        #expect(mails.count == (state == .approved ? 2 : 1))
        let deliveries = try #require(try await scene.test.installation.showSend(scene.send, to: scene.viewer))
            .deliveries
        #expect(deliveries.count == (state == .approved ? 3 : 2))
    }

    @Test(
        "N-46: staff say who it is; only somebody who has the address, and is not archived, can be chosen",
        arguments: Engine.all)
    func records(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        let known = try await scene.test.person("Dora L.", emails: ["dora@home.example", LetIn.dora])
        try await scene.ask()
        let id = try await scene.waiting()
        let installation = scene.test.installation
        #expect(try await scene.requests().first?.records.map(\.id) == [known.id])
        await #expect(throws: Malformed.self) {
            _ = try await installation.approveDelegate(id, as: .person(scene.bob.id), by: scene.viewer)
        }
        #expect(try await scene.requests().first?.delegation.state == .waiting)
        #expect(try await installation.approveDelegate(id, as: .person(known.id), by: scene.viewer) == .done)
        let row = try await scene.delegate()
        #expect(row.recipient?.id == known.id && row.delivery.address.spelling == LetIn.dora)
    }

    @Test(
        "N-46: nobody is let in to what was revoked, ran out or belongs to a closed case, nor at a stopped or archived address",
        arguments: Engine.all)
    func obstacles(_ engine: Engine) async throws {
        let scene = try await LetIn(engine, lifetime: LinkLifetime(stored: 3600))
        let installation = scene.test.installation
        let gone = try await scene.test.person("Gone", emails: ["gone@counsel.example"])
        _ = try await installation.archivePerson(gone.id, true, by: scene.viewer)
        try await scene.ask("gone@counsel.example")
        let archived = try await scene.waiting()
        #expect(try await installation.approveDelegate(archived, as: .new, by: scene.viewer) == .obstacle(.archived))
        try await scene.ask()
        let id = try await scene.waiting()
        let caseFile = scene.update.caseFile
        _ = try await installation.setStatus(.closed, of: caseFile, by: scene.viewer)
        #expect(try await installation.approveDelegate(id, as: .new, by: scene.viewer) == .obstacle(.closed))
        _ = try await installation.setStatus(.open, of: caseFile, by: scene.viewer)
        scene.test.world.pass(.hours(1))
        let viewer = try await scene.test.again(scene.viewer)
        #expect(try await installation.approveDelegate(id, as: .new, by: viewer) == .obstacle(.expired))
        let delivery = try await scene.row(scene.ana).delivery.id
        _ = try await installation.revokeLinks(.delivery(delivery), by: viewer)
        #expect(try await installation.approveDelegate(id, as: .new, by: viewer) == .obstacle(.revoked))
        #expect(try await scene.requests().allSatisfy { $0.delegation.state == .waiting })
        #expect(try await installation.declineDelegate(id, by: viewer) == .done)
    }

    @Test("AU-01: who does not see the case finds no request, and auditors only look", arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let scene = try await LetIn(engine)
        try await scene.ask()
        let id = try await scene.waiting()
        let outsider = try await scene.test.staff("Otto", email: "otto@firm.example", role: .investigator)
        let auditor = try await scene.test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let installation = scene.test.installation
        for (viewer, answer) in [(outsider, DecidedDelegate.unknown), (auditor, .notAllowed)] {
            #expect(try await installation.approveDelegate(id, as: .new, by: viewer) == answer)
            #expect(try await installation.declineDelegate(id, by: viewer) == answer)
        }
        #expect(try await installation.showDelegation(id, to: outsider) == nil)
        #expect(try await installation.listDelegations(of: scene.send, to: outsider) == nil)
        #expect(try await installation.showDelegation(id, to: auditor)?.delegation.state == .waiting)
    }
}
