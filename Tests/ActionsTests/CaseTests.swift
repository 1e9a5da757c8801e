import Actions
import Cryptography
import Domain
import TestSupport
import Testing

@Suite struct CaseTests {
    private func opened(_ test: TestInstallation, _ reference: String, by viewer: Viewer) async throws -> ID<CaseFile> {
        let details = try CaseDetails(reference: reference, title: "Harbour matter")
        guard case .kept(let id) = try await test.installation.openCase(details, by: viewer) else { throw NotOpened() }
        return id
    }

    private struct NotOpened: Error {}

    @Test(
        "a reference stands for one case; closed cases are read-only until they are opened again", arguments: Engine.all
    )
    func lifecycle(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let installation = test.installation
        let id = try await opened(test, "2026-001", by: viewer)
        let other = try await opened(test, "2026-002", by: viewer)
        let taken = try CaseDetails(reference: " 2026-001 ", title: "Another")
        #expect(try await installation.openCase(taken, by: viewer) == .referenceTaken)
        #expect(try await installation.changeCase(other, to: taken, by: viewer) == .referenceTaken)
        #expect(try await installation.changeCase(id, to: taken, by: viewer) == .kept(id))
        #expect(try await installation.setStatus(.closed, of: id, by: viewer) == .kept(id))
        #expect(try await installation.changeCase(id, to: taken, by: viewer) == .closed)
        let person = try await test.person("Ana", emails: ["ana@client.example"])
        #expect(try await installation.assign(person.id, as: .clientContact, to: id, by: viewer) == .closed)
        let text = try UpdateText(title: "A", body: "b")
        guard case .closed = try await installation.writeUpdate(text, in: id, by: viewer) else { throw NotOpened() }
        #expect(try await installation.setStatus(.open, of: id, by: viewer) == .kept(id))
        #expect(try await installation.assign(person.id, as: .clientContact, to: id, by: viewer) == .done)
    }

    @Test(
        "AU-01: what one does not see answers like what does not exist; one's own new case is seen",
        arguments: Engine.all)
    func sight(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let installation = test.installation
        let foreign = try await opened(test, "2026-001", by: admin)
        let own = try await opened(test, "2026-002", by: investigator)
        #expect(try await installation.showCase(foreign, to: investigator) == nil)
        #expect(try await installation.showCasePeople(foreign, to: investigator) == nil)
        #expect(try await installation.setStatus(.closed, of: foreign, by: investigator) == .unknown)
        #expect(
            try await installation.assign(investigator.person, as: .investigator, to: foreign, by: investigator)
                == .unknown)
        #expect(try await installation.showCase(own, to: investigator)?.role == .investigator)
        #expect(try await installation.listCases(CaseFilter(), to: investigator).cases.map(\.caseFile.id) == [own])
        #expect(try await installation.listCases(CaseFilter(), to: admin).cases.count == 2)
        _ = try await installation.unassign(investigator.person, from: own, by: admin)
        #expect(try await installation.showCase(own, to: investigator) == nil)
    }

    @Test("staff roles are for staff, contact roles for everybody else", arguments: Engine.all)
    func roles(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let id = try await opened(test, "2026-001", by: viewer)
        let contact = try await test.person("Ana", emails: ["ana@client.example"])
        let prospect = try await test.person("Pat", .prospect, emails: ["pat@client.example"])
        for role in AssignmentRole.allCases {
            let staff = try await test.installation.assign(viewer.person, as: role, to: id, by: viewer)
            #expect(staff == (role.isForStaff ? .done : .wrongRole))
            for person in [contact, prospect] {
                let other = try await test.installation.assign(person.id, as: role, to: id, by: viewer)
                #expect(other == (role.isForStaff ? .wrongRole : .done))
            }
        }
        let nobody: ID<Person> = try test.world.newID()
        #expect(try await test.installation.assign(nobody, as: .employee, to: id, by: viewer) == .noSuchPerson)
        let people = try #require(try await test.installation.showCasePeople(id, to: viewer))
        #expect(
            people.assigned.map(\.part.role.rawValue).sorted() == [
                "affiliate contact", "affiliate contact", "employee",
            ])
        #expect(people.others.isEmpty)
    }

    @Test("the list is filtered by words and status and tells when something last happened", arguments: Engine.all)
    func list(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let first = try await opened(test, "2026-001", by: viewer)
        test.world.pass(.minutes(5))
        let second = try await opened(test, "2026-002", by: viewer)
        _ = try await test.installation.setStatus(.closed, of: first, by: viewer)
        test.world.pass(.minutes(5))
        let text = try UpdateText(title: "A", body: "b")
        _ = try await test.installation.writeUpdate(text, in: second, by: viewer)
        let all = try await test.installation.listCases(CaseFilter(), to: viewer).cases
        #expect(all.map(\.caseFile.id) == [second, first])
        #expect(all.map(\.lastActivity) == [test.world.now(), nil])
        var filter = CaseFilter()
        filter.status = .closed
        #expect(try await test.installation.listCases(filter, to: viewer).cases.map(\.caseFile.id) == [first])
        filter = CaseFilter()
        filter.text = "HARBOUR 002"
        #expect(try await test.installation.listCases(filter, to: viewer).cases.map(\.caseFile.id) == [second])
    }
}
