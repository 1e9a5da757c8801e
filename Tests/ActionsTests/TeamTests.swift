import Actions
import Cryptography
import Domain
import TestSupport
import Testing

/// Teams and circles of staff, and who answers for a contact.
@Suite struct TeamTests {
    private struct Firm {
        let test: TestInstallation
        let admin: Viewer
        let (mia, ivo): (Viewer, Viewer)

        init(_ engine: Engine) async throws {
            test = try await TestInstallation(engine)
            admin = try await test.staff()
            mia = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
            ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        }

        func details(_ name: String, _ members: [Viewer], kind: TeamKind = .team) throws -> TeamDetails {
            try TeamDetails(name: name, kind: kind, members: members.map(\.person))
        }

        func made(_ name: String, _ members: [Viewer]) async throws -> ID<Team> {
            guard case .kept(let id) = try await test.installation.addTeam(details(name, members), by: mia) else {
                throw NotMade()
            }
            return id
        }
    }

    private struct NotMade: Error {}

    @Test(
        "PE-06: teams and circles of staff have a name of their own, each member once, and are kept by who validates",
        arguments: Engine.all)
    func keep(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let installation = firm.test.installation
        #expect(try await installation.addTeam(firm.details("North", []), by: firm.ivo) == .notAllowed)
        let north = try await firm.made(" North ", [firm.ivo, firm.mia, firm.ivo])
        #expect(try await installation.addTeam(firm.details("NORTH", []), by: firm.mia) == .nameTaken)
        let client = try await firm.test.person("Ana", emails: ["ana@client.example"])
        let wrong = try TeamDetails(name: "South", kind: .team, members: [client.id])
        #expect(try await installation.addTeam(wrong, by: firm.mia) == .unknownMember)
        let shown = try #require(try await installation.showTeam(north))
        #expect(shown.team.name == "North" && shown.members.map(\.name) == ["Ivo", "Mia"])
        let circle = try firm.details("Fraud", [firm.mia], kind: .circle)
        #expect(try await installation.changeTeam(north, to: circle, version: 1, by: firm.mia) == .kept(north))
        #expect(try await installation.changeTeam(north, to: circle, version: 1, by: firm.mia) == .changedMeanwhile)
        #expect(try await installation.archiveTeam(north, true, by: firm.mia) == .kept(north))
        let now = try #require(try await installation.listTeams().first?.team)
        #expect(now.kind == .circle && now.members == [firm.mia.person] && now.archivedAt != nil && now.version == 2)
        #expect(throws: Malformed.self) { try firm.details(" ", []) }
    }

    @Test(
        "PE-06, TR-09: a distribution group with a team comes to who belongs to it then, and to nobody once it is archived",
        arguments: Engine.all)
    func inGroup(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let installation = firm.test.installation
        let caseFile = try await firm.test.caseFile(by: firm.admin)
        let update = try await firm.test.validated(in: caseFile, by: firm.admin, files: [("a.pdf", [1])])
        let north = try await firm.made("North", [firm.ivo])
        let group = try DistributionGroupDetails(name: "Us", members: [.team(north)])
        guard
            case .kept(let id) = try await installation.addDistributionGroup(group, for: caseFile.id, by: firm.admin)
        else {
            throw NotMade()
        }
        func reached() async throws -> [String]? {
            let options = SendOptions(
                identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard,
                additionalNote: nil)
            let check = try await installation.checkSend(
                of: update.id, to: RecipientChoice([], groups: [id]), options: options, by: firm.admin)
            guard case .ready(let send) = check else { return nil }
            return send.recipients.map(\.name)
        }
        #expect(try await reached() == ["Ivo"])
        let both = try firm.details("North", [firm.mia, firm.ivo])
        #expect(try await installation.changeTeam(north, to: both, version: 1, by: firm.mia) == .kept(north))
        #expect(try await reached() == ["Mia", "Ivo"])
        _ = try await installation.archiveTeam(north, true, by: firm.mia)
        #expect(try await reached() == nil)
        _ = try await installation.archiveTeam(north, false, by: firm.mia)
        let shown = try #require(try await installation.showDistributionGroup(id, to: firm.admin))
        #expect(shown.teams[north]?.name == "North")
        let unknown = try DistributionGroupDetails(name: "X", members: [.team(firm.test.world.newID())])
        #expect(
            try await installation.addDistributionGroup(unknown, for: caseFile.id, by: firm.admin) == .unknownMember)
    }

    @Test(
        "PE-07: a member of staff answers for a contact; it is shown, found by it, and only staff can be chosen",
        arguments: Engine.all)
    func coordinator(_ engine: Engine) async throws {
        let firm = try await Firm(engine)
        let installation = firm.test.installation
        let details = try PersonDetails(name: "Ana", email: "ana@client.example", coordinator: firm.ivo.person)
        guard case .kept(let ana, _) = try await installation.addPerson(details, kind: .contact, by: firm.mia) else {
            throw NotMade()
        }
        let bo = try await firm.test.person("Bo", emails: ["bo@client.example"])
        #expect(try await installation.showPerson(ana, to: firm.admin)?.coordinator?.name == "Ivo")
        var filter = PeopleFilter()
        filter.coordinator = firm.ivo.person
        let listed = try await installation.listPeople(filter, to: firm.admin).people
        #expect(listed.map(\.person.name) == ["Ana"] && listed.map(\.coordinator) == ["Ivo"])
        await #expect(throws: Malformed.self) {
            try await installation.changePerson(ana, PersonChange(coordinator: .some(bo.id)), by: firm.mia)
        }
        let version = try #require(try await installation.showPerson(ana, to: firm.mia)?.version)
        _ = try await installation.changePerson(ana, PersonChange(name: "Ana B"), by: firm.mia)
        #expect(try await installation.showPerson(ana, to: firm.mia)?.person.coordinator == firm.ivo.person)
        _ = try await installation.changePerson(ana, PersonChange(coordinator: .some(nil)), by: firm.mia)
        let shown = try #require(try await installation.showPerson(ana, to: firm.mia))
        #expect(shown.person.coordinator == nil && shown.version != version)
        #expect(try await installation.listPeople(filter, to: firm.admin).people.isEmpty)
    }
}
