import Actions
import Domain
import TestSupport
import Testing

@Suite struct InAppDeliveryTests {
    private func tracked(_ firm: NotifiedFirm, _ send: ID<Send>, _ person: ID<Person>) async throws -> TrackedDelivery {
        let shown = try #require(try await firm.installation.showSend(send, to: firm.owner))
        return try #require(shown.deliveries.first { $0.delivery.recipient == person })
    }

    private func people(_ firm: NotifiedFirm, _ viewers: [Viewer]) async throws -> [Person] {
        var people: [Person] = []
        for viewer in viewers {
            people.append(try #require(try await firm.installation.showPerson(viewer.person, to: firm.owner)).person)
        }
        return people
    }

    @Test(
        "TR-14, TR-15: staff find an update that was sent to them in the application always, and in their mail as they chose",
        arguments: Engine.all)
    func staff(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.choose(.updateSent, .inApp, by: firm.author)
        let update = try await firm.test.validated(in: firm.caseFile, by: firm.owner, files: [("A.pdf", [1, 2])])
        let staff = try await people(firm, [firm.author, firm.manager])
        let send = try await firm.test.send(update, to: staff + [firm.client], by: firm.owner)
        #expect(Set(await firm.test.deliverMail().map(\.to)) == ["mia@firm.example", "ana@client.example"])
        #expect(try await firm.kinds(firm.author) == [.updateSent])
        #expect(try await firm.kinds(firm.manager) == [.updateSent])
        let quiet = try await tracked(firm, send, firm.author.person)
        #expect(quiet.status == .inApp && quiet.events.map(\.kind) == [.queued])
        #expect(quiet.events.map(\.mail) == [nil] && quiet.events.first?.detail != nil)
        #expect(try await tracked(firm, send, firm.manager.person).status == .sent)
        let told = try #require(try await firm.list(firm.author).items.first).notification.id
        guard case .link(let token) = try await firm.installation.openNotification(told, by: firm.author) else {
            throw NotifiedFirm.NotDone()
        }
        _ = try await Browser(firm.test, signedIn: firm.author).open(token)
        #expect(try await tracked(firm, send, firm.author.person).status == .viewed)
        #expect(try await firm.list(firm.author).unread == 0)
    }

    @Test("TR-14: sent again, they are told again, and mailed only if they want it by now", arguments: Engine.all)
    func again(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.choose(.updateSent, .inApp, by: firm.author)
        let update = try await firm.test.validated(in: firm.caseFile, by: firm.owner)
        let send = try await firm.test.send(update, to: people(firm, [firm.author]), by: firm.owner)
        let delivery = try await tracked(firm, send, firm.author.person).delivery.id
        #expect(try await firm.installation.resendNotice(of: delivery, by: firm.owner) == .done)
        #expect(await firm.test.deliverMail().isEmpty)
        #expect(try await firm.kinds(firm.author) == [.updateSent, .updateSent])
        #expect(try await tracked(firm, send, firm.author.person).status == .inApp)
        try await firm.choose(.updateSent, .mail, by: firm.author)
        #expect(try await firm.installation.resendNotice(of: delivery, by: firm.owner) == .done)
        #expect(await firm.test.deliverMail().map(\.to) == ["ivo@firm.example"])
        #expect(try await tracked(firm, send, firm.author.person).status == .sent)
    }

    @Test("TR-14, N-35: the dialog and the check page say who is told in the application only", arguments: Engine.all)
    func shown(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        try await firm.choose(.updateSent, .inApp, by: firm.author)
        let update = try await firm.test.validated(in: firm.caseFile, by: firm.owner)
        guard case .choices(let choices) = try await firm.installation.prepareSend(of: update.id, by: firm.owner)
        else { throw NotifiedFirm.NotDone() }
        #expect(choices.candidates.filter(\.isToldInAppOnly).map(\.person.id) == [firm.author.person])
        let checked = try await firm.installation.checkSend(
            of: update.id, to: RecipientChoice([firm.author.person, firm.manager.person, firm.client.id]),
            options: SendOptions(
                identityVerification: false, associateOtherRecipients: true, linkLifetime: .standard,
                additionalNote: nil), by: firm.owner)
        guard case .ready(let send) = checked else { throw NotifiedFirm.NotDone() }
        #expect(send.inAppOnly == [firm.author.person])
    }

    @Test(
        "TR-15: staff who are not on the case find what was sent to them by their own link, and not the case; revoked, nothing",
        arguments: Engine.all)
    func unassigned(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        let update = try await firm.test.validated(in: firm.caseFile, by: firm.owner)
        let send = try await firm.test.send(update, to: people(firm, [firm.colleague]), by: firm.owner)
        let told = try #require(try await firm.list(firm.colleague).items.first)
        #expect(told.updateTitle == update.title && told.caseReference == nil && told.caseTitle == nil)
        guard
            case .link = try await firm.installation.openNotification(told.notification.id, by: firm.colleague)
        else { throw NotifiedFirm.NotDone() }
        firm.test.world.pass(.days(31))
        let late = try await firm.installation.openNotification(
            told.notification.id, by: Self.live(firm.colleague, firm))
        guard case .link = late else { throw NotifiedFirm.NotDone() }
        _ = try await firm.installation.revokeLinks(.send(send), by: Self.live(firm.owner, firm))
        #expect(try await firm.list(firm.colleague).items.isEmpty)
    }

    /// The same person in a session that has not run out.
    private static func live(_ viewer: Viewer, _ firm: NotifiedFirm) async throws -> Viewer {
        try await firm.test.again(viewer)
    }

    @Test("TR-15: closed accounts and people who cannot sign in are always mailed", arguments: Engine.all)
    func noAccount(_ engine: Engine) async throws {
        let firm = try await NotifiedFirm(engine)
        let mute = try await firm.test.person("Nora Noaccount", .staff, emails: ["nora@firm.example"])
        let update = try await firm.test.validated(in: firm.caseFile, by: firm.owner)
        _ = try await firm.test.send(update, to: [mute], by: firm.owner)
        #expect(await firm.test.deliverMail().map(\.to) == ["nora@firm.example"])
    }
}
