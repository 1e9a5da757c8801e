import Actions
import Cryptography
import Domain
import Mail
import Records
import TestSupport
import Testing

/// Sending a case update.
@Suite struct SendTests {
    private struct Office {
        let test: TestInstallation
        let viewer: Viewer
        let client: Person
        let caseFile: CaseFile
        let update: CaseUpdate

        init(_ engine: Engine, organisation: Organisation? = nil) async throws {
            test = try await TestInstallation(engine, organisation: organisation)
            viewer = try await test.staff()
            client = try await test.person("Ana Client", emails: ["ana@client.example"])
            caseFile = try await test.caseFile(by: viewer, clients: [client])
            update = try await test.validated(in: caseFile, by: viewer, files: [("Secret name.pdf", [1])])
        }

        func send(
            _ people: [ID<Person>], update: CaseUpdate? = nil, lifetime: LinkLifetime = .standard, key: String = "key",
            verification: Bool = true, by viewer: Viewer? = nil
        ) async throws -> SentUpdate {
            let options = SendOptions(
                identityVerification: verification, associateOtherRecipients: true, linkLifetime: lifetime,
                additionalNote: "A note for your eyes")
            return try await test.installation.sendUpdate(
                SendRequest(
                    update: (update ?? self.update).id, recipients: RecipientChoice(people), options: options, key: key),
                by: viewer ?? self.viewer)
        }
    }

    @Test("TR-01: a draft is not sent", arguments: Engine.all)
    func draft(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let draft = try await office.test.draft(in: office.caseFile, by: office.viewer)
        #expect(try await office.send([office.client.id], update: draft).word == "not validated")
        #expect(await office.test.deliverMail().isEmpty)
    }

    @Test(
        "A closed case is read-only: nothing is prepared, checked or sent from it, until it is open again",
        arguments: Engine.all)
    func closed(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let installation = office.test.installation
        _ = try await installation.setStatus(.closed, of: office.caseFile.id, by: office.viewer)
        #expect(try await office.send([office.client.id]).word == "closed")
        let options = SendOptions(
            identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard, additionalNote: nil)
        let checked = try await installation.checkSend(
            of: office.update.id, to: RecipientChoice([office.client.id]), options: options, by: office.viewer)
        guard case .obstacle(.closed) = checked,
            case .obstacle(.closed) = try await installation.prepareSend(of: office.update.id, by: office.viewer)
        else {
            Issue.record("Nothing should be offered.")
            return
        }
        #expect(await office.test.deliverMail().isEmpty)
        _ = try await installation.setStatus(.open, of: office.caseFile.id, by: office.viewer)
        #expect(try await office.send([office.client.id]).word == "sent")
    }

    @Test(
        "N-35: from the second send on, domains that the case never wrote to are named; what was taken back wrote to nobody",
        arguments: Engine.all)
    func newDomains(_ engine: Engine) async throws {
        let firm = try TestInstallation.firm()
        let office = try await Office(
            engine,
            organisation: Organisation(
                name: firm.name, contact: firm.contact, origin: firm.origin, mailFrom: firm.mailFrom,
                undoWindow: .seconds(30)))
        let (test, viewer) = (office.test, office.viewer)
        let typo = try await test.person("Ana Clint", emails: ["ana@cleint.example"])
        let colleague = try await test.person("Cora", .staff, emails: ["cora@firm.example"])
        _ = try await test.installation.assign(typo.id, as: .clientContact, to: office.caseFile.id, by: viewer)
        let everybody = [office.client, typo, colleague]
        func named() async throws -> [Set<String>] {
            guard
                case .choices(let choices) = try await test.installation.prepareSend(of: office.update.id, by: viewer),
                case .ready(let checked) = try await test.installation.checkSend(
                    of: office.update.id, to: RecipientChoice(everybody.map(\.id)),
                    options: SendOptions(
                        identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard,
                        additionalNote: nil), by: viewer)
            else { return [] }
            let people = Dictionary(uniqueKeysWithValues: everybody.map { ($0.id, $0.name) })
            return [
                Set(choices.candidates.filter(\.isNewDomain).map(\.person.name)),
                Set(checked.newDomains.compactMap { people[$0] }),
            ]
        }
        #expect(try await named() == [[], []])
        let first = try await test.send(office.update, to: [office.client], by: viewer)
        #expect(try await test.installation.undoSend(first, by: viewer) == .undone(left: 0))
        #expect(try await named() == [[], []])
        _ = try await test.send(office.update, to: [office.client], by: viewer)
        #expect(try await named() == [["Ana Clint"], ["Ana Clint"]])
    }

    @Test("N-43: a note with a variable is refused, since nothing would fill it in")
    func variableInNote() {
        #expect(throws: Malformed.self) { try SendOptions.note(reading: "Dear {{Case.client}}") }
        #expect((try? SendOptions.note(reading: "Use {braces} and {{ freely")) != nil)
    }

    @Test("TR-07: a contact who is not on the case is refused, and then nobody is sent anything", arguments: Engine.all)
    func notAssigned(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let stranger = try await office.test.person("Eve", emails: ["eve@else.example"])
        let nobody: ID<Person> = try office.test.world.newID()
        let answer = try await office.send([office.client.id, stranger.id, nobody])
        #expect(answer.word == "refused Eve notAssigned, Somebody unknown unknown")
        #expect(await office.test.deliverMail().isEmpty)
    }

    @Test(
        "TR-08, TR-17: staff may be chosen whether they are on the case or not, and get their own notice",
        arguments: Engine.all)
    func unassignedStaff(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let colleague = try await office.test.person("Cora", .staff, emails: ["cora@firm.example"])
        #expect(try await office.send([office.client.id, colleague.id]).word == "sent")
        let mails = await office.test.deliverMail()
        #expect(Set(mails.map(\.recipient.canonical)) == ["ana@client.example", "cora@firm.example"])
        #expect(Set(mails.flatMap(\.tokens)).count == 2)
    }

    @Test("Somebody without an address cannot be sent to", arguments: Engine.all)
    func noAddress(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let mute = try await office.test.person("Mia", .staff, emails: [])
        #expect(try await office.send([mute.id]).word == "refused Mia noAddress")
        #expect(try await office.send([]).word == "no recipients")
    }

    @Test("A person who was ticked twice gets one notice", arguments: Engine.all)
    func twice(_ engine: Engine) async throws {
        let office = try await Office(engine)
        #expect(try await office.send([office.client.id, office.client.id]).word == "sent")
        #expect(await office.test.deliverMail().count == 1)
    }

    @Test("TR-10, TR-19, OS-14: the choices of the send are kept, and the mail says until when", arguments: Engine.all)
    func options(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let lifetime = try LinkLifetime(
            reading: 900, maximum: office.test.installation.organisation.longestLinkLifetime)
        guard case .sent(let id) = try await office.send([office.client.id], lifetime: lifetime) else {
            Issue.record("It should be sent.")
            return
        }
        let tracked = try #require(try await office.test.installation.showSend(id, to: office.viewer))
        #expect(tracked.send.options.additionalNote == "A note for your eyes")
        #expect(tracked.send.options.identityVerification)
        #expect(tracked.deliveries[0].links.map(\.availableUntil) == [office.test.world.now() + .minutes(15)])
        let text = try #require(await office.test.deliverMail().first?.text)
        #expect(text.contains("Monday 23 November 2026") && text.contains("12:15"))
    }

    @Test("TR-20, LT-05: at the end of its time, to the millisecond, a link serves nothing", arguments: Engine.all)
    func window(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let lifetime = LinkLifetime(stored: 900)
        _ = try await office.send([office.client.id], lifetime: lifetime, verification: false)
        let token = try #require(await office.test.deliverMail().first?.tokens.first)
        office.test.world.pass(.minutes(15) - .milliseconds(1))
        #expect(try await Browser(office.test).found(token) == "file")
        office.test.world.pass(.milliseconds(1))
        #expect(try await Browser(office.test).found(token) == "expired")
        #expect(try await Browser(office.test).open(token).word == "expired")
    }

    @Test("The notice tells nothing of case, update, file, note or person", arguments: Engine.all)
    func discreet(_ engine: Engine) async throws {
        let office = try await Office(engine)
        _ = try await office.send([office.client.id])
        let mail = try #require(await office.test.deliverMail().first)
        let source = String(decoding: mail.octets, as: UTF8.self) + mail.text
        for secret in [
            "Harbour matter", "2026-001", "Interview", "crates", "Secret name", "note for your", "Ana Client",
        ] {
            #expect(!source.contains(secret))
        }
        #expect(mail.subject == "You have a secure update")
    }

    @Test("OS-15: nothing is sent before the organisation's contact is set", arguments: Engine.all)
    func contact(_ engine: Engine) async throws {
        let firm = Organisation(
            name: "Firm", contact: " ", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"))
        let office = try await Office(engine, organisation: firm)
        #expect(try await office.send([office.client.id]).word == "no contact line")
    }

    @Test("One request sends once, also when sixteen come at the same moment", arguments: Engine.all)
    func idempotent(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let ids = try await raceOfSixteen { _ -> ID<Send>? in
            guard case .sent(let id) = try await office.send([office.client.id]) else { return nil }
            return id
        }
        #expect(ids.count == 16 && Set(ids).count == 1)
        #expect(await office.test.deliverMail().count == 1)
        guard case .sent(let other) = try await office.send([office.client.id], key: "another") else {
            Issue.record("Another request should be sent.")
            return
        }
        #expect(other != ids[0])
    }

    @Test("AU-01: a case one does not see answers like none, auditors send nothing", arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let outsider = try await office.test.staff("Otto", email: "otto@firm.example", role: .investigator)
        #expect(try await office.send([office.client.id], by: outsider).word == "unknown")
        let auditor = try await office.test.staff("Aud", email: "aud@firm.example", role: .auditor)
        #expect(try await office.send([office.client.id], by: auditor).word == "not allowed")
        guard case .sent(let id) = try await office.send([office.client.id]) else { return }
        #expect(try await office.test.installation.showSend(id, to: outsider) == nil)
        #expect(try await office.send([office.client.id], by: outsider).word == "unknown")
    }

    @Test("N-21: the organisation's maximum holds on every way to a link", arguments: Engine.all)
    func maximum(_ engine: Engine) async throws {
        let strict = Organisation(
            name: "Firm", contact: "Call us", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), longestLinkLifetime: 3600)
        let office = try await Office(engine, organisation: strict)
        guard case .sent(let id) = try await office.send([office.client.id], verification: false) else { return }
        let token = try #require(await office.test.deliverMail().first?.tokens.first)
        let delivery = try #require(try await office.test.installation.showSend(id, to: office.viewer)?.deliveries[0])
        let hour = Duration.hours(1)
        #expect(delivery.links.map(\.availableUntil) == [office.test.world.now() + hour])
        office.test.world.pass(.minutes(29))
        let change = try await office.test.installation.extendLinks(
            of: delivery.delivery.id, by: .standard, viewer: office.viewer)
        #expect(change == .done)
        let extended = try #require(try await office.test.installation.showSend(id, to: office.viewer)?.deliveries[0])
        #expect(extended.links.map(\.availableUntil) == [office.test.world.now() + hour])
        office.test.world.pass(.hours(2))
        try await office.test.installation.askForRenewal(token, by: Browser(office.test).visitor)
        let renewed = try #require(try await office.test.installation.showSend(id, to: office.viewer)?.deliveries[0])
        #expect(renewed.links.map(\.availableUntil).max() == office.test.world.now() + hour)
    }

    @Test("An update without files has one link, which opens its text", arguments: Engine.all)
    func textOnly(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let update = try await office.test.validated(in: office.caseFile, by: office.viewer)
        _ = try await office.send([office.client.id], update: update)
        let tokens = try #require(await office.test.deliverMail().first?.tokens)
        #expect(tokens.count == 1)
        var browser = Browser(office.test)
        try await browser.enter(tokens[0], as: "ana@client.example")
        let opened = try #require(try await browser.open(tokens[0]).update)
        #expect(opened.files.isEmpty && opened.update.id == update.id)
        #expect(try await browser.found(tokens[0]) == "nothing")
    }
}

extension SentUpdate {
    var word: String {
        switch self {
        case .unknown: "unknown"
        case .notAllowed: "not allowed"
        case .notValidated: "not validated"
        case .closed: "closed"
        case .noContactLine: "no contact line"
        case .noRecipients: "no recipients"
        case .refused(let people): "refused " + people.map { "\($0.name) \($0.reason)" }.joined(separator: ", ")
        case .unknownGroup: "unknown group"
        case .wouldLeaveOut(let people): "would leave out " + people.map(\.name).joined(separator: ", ")
        case .changedMeanwhile: "changed meanwhile"
        case .mailNotAllowed: "mail not allowed"
        case .tooLargeToAttach: "too large to attach"
        case .sent: "sent"
        }
    }
}
