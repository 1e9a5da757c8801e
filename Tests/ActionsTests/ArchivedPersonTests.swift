import Actions
import Cryptography
import Domain
import Records
import TestSupport
import Testing

@Suite("People who are archived")
struct ArchivedPersonTests {
    @Test(
        "PE-02: somebody archived is offered nowhere and sent nothing; what was sent to them opens, and they come back",
        arguments: Engine.all)
    func archived(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile(to: "ana@client.example", verification: false)
        let (ana, viewer, installation) = (file.contact.id, file.viewer, test.installation)
        #expect(try await installation.archivePerson(ana, true, by: viewer) == .kept(ana))
        #expect(try await test.listed(by: viewer) == ["Sam Staff"])
        #expect(try await test.listed(.archived, by: viewer) == ["Ana Client"])
        #expect(try await test.listed(.all, by: viewer) == ["Ana Client", "Sam Staff"])
        guard case .choices(let choices) = try await installation.prepareSend(of: file.update.id, by: viewer) else {
            Issue.record("There should be choices.")
            return
        }
        #expect(choices.candidates.first { $0.person.id == ana }?.obstacle == .archived)
        let options = SendOptions(
            identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard, additionalNote: nil)
        let request = SendRequest(
            update: file.update.id, recipients: RecipientChoice([ana]), options: options, key: "archived")
        guard case .refused(let refused) = try await installation.sendUpdate(request, by: viewer) else {
            Issue.record("Nothing should be sent.")
            return
        }
        #expect(refused.map(\.reason) == [.archived])
        let other = try await test.caseFile("2026-002", by: viewer)
        #expect(
            try await installation.assign(ana, as: .clientContact, to: other.id, by: viewer) == .noSuchPerson)
        #expect(try await installation.showCasePeople(other.id, to: viewer)?.others.map(\.id) == [viewer.person])
        let offered = try await installation.distributionGroupChoices(for: nil, viewer: viewer)
        #expect(offered?.people.map(\.id) == [viewer.person])
        let details = try PersonDetails(name: "Ana New", email: "")
        #expect(try await installation.changePerson(ana, PersonChange(details), by: viewer) == .archived)
        let shown = try #require(try await installation.showPerson(ana, to: viewer))
        #expect(shown.deliveries.count == 1 && shown.person.archivedAt != nil && !shown.mayBeChanged)
        #expect(
            try await installation.showSend(file.send, to: viewer)?.deliveries.first?.recipient?.name == "Ana Client")
        let visitor = Visitor(session: nil, staff: nil, client: ClientTrace(address: "192.0.2.7", userAgent: ""))
        guard case .open = try await installation.openLink(file.token, by: visitor) else {
            Issue.record("The link should open.")
            return
        }
        #expect(try await installation.archivePerson(ana, false, by: viewer) == .kept(ana))
        #expect(try await test.listed(by: viewer) == ["Ana Client", "Sam Staff"])
        #expect(try await installation.assign(ana, as: .clientContact, to: other.id, by: viewer) == .done)
    }

    @Test(
        "PE-02: a member of a group who is archived is left out by name, and that is kept on record",
        arguments: Engine.all)
    func leftOut(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        let bo = try await test.person("Bo", emails: ["bo@client.example"])
        let caseFile = try await test.caseFile(by: viewer, clients: [ana, bo])
        let update = try await test.validated(in: caseFile, by: viewer, files: [("a.pdf", [1])])
        let details = try DistributionGroupDetails(name: "Clients", members: [.role(.clientContact)])
        guard
            case .kept(let group) = try await test.installation.addDistributionGroup(
                details, for: caseFile.id, by: viewer)
        else {
            Issue.record("The group should be made.")
            return
        }
        _ = try await test.installation.archivePerson(bo.id, true, by: viewer)
        let options = SendOptions(
            identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard, additionalNote: nil)
        let request = SendRequest(
            update: update.id, recipients: RecipientChoice([], groups: [group], agreement: .leavingOut),
            options: options, key: "group")
        guard case .sent(let send) = try await test.installation.sendUpdate(request, by: viewer) else {
            Issue.record("Ana should be sent to.")
            return
        }
        let shown = try #require(try await test.installation.showSend(send, to: viewer))
        #expect(shown.deliveries.map(\.recipient?.name) == ["Ana"])
        #expect(shown.skipped == [SkippedRecipient(person: bo.id, reason: .archived)])
    }

    @Test(
        "PE-02: staff are archived by administrators once their account is closed, and are back when it is opened",
        arguments: Engine.all)
    func staff(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let chief = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let installation = test.installation
        #expect(try await installation.archivePerson(ivo.person, true, by: ivo) == .notAllowed)
        #expect(try await installation.archivePerson(ivo.person, true, by: chief) == .accountOpen)
        _ = try await installation.changeStaff(ivo.person, StaffChange(isDisabled: true), by: chief)
        #expect(try await installation.archivePerson(ivo.person, true, by: chief) == .kept(ivo.person))
        #expect(try await test.listed(by: chief) == ["Sam Staff"])
        #expect(
            try await installation.changeStaff(ivo.person, StaffChange(isDisabled: false), by: chief) == .changed)
        #expect(try await test.listed(by: chief) == ["Ivo", "Sam Staff"])
        #expect(try await installation.archivePerson(test.world.newID(), true, by: chief) == .unknown)
    }

    @Test("AU-01, PE-02: contacts are archived by those who see all of their cases", arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let chief = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let auditor = try await test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        _ = try await test.caseFile(by: chief, clients: [ana])
        for viewer in [ivo, auditor] {
            #expect(try await test.installation.archivePerson(ana.id, true, by: viewer) == .notAllowed)
        }
        let free = try await test.person("Bo", .prospect, emails: [])
        #expect(try await test.installation.archivePerson(free.id, true, by: ivo) == .kept(free.id))
    }
}

extension TestInstallation {
    /// The names of the people in the list.
    func listed(_ standing: PeopleStanding = .current, by viewer: Viewer) async throws -> [String] {
        var filter = PeopleFilter()
        filter.standing = standing
        return try await installation.listPeople(filter, to: viewer).people.map(\.person.name)
    }
}
