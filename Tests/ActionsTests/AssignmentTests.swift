import Actions
import Domain
import Mail
import TestSupport
import Testing

@Suite struct AssignmentTests {
    private func primaries(
        _ test: TestInstallation, _ caseFile: CaseFile, _ viewer: Viewer
    ) async throws -> [ID<Person>: AssignmentRole] {
        let people = try #require(try await test.installation.showCasePeople(caseFile.id, to: viewer))
        return people.assigned.filter(\.part.isPrimary).reduce(into: [:]) { $0[$1.person.id] = $1.part.role }
    }

    @Test(
        "CR-04: a role has one primary; another takes over in one act, and who changes role is primary no more",
        arguments: Engine.all)
    func primary(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let (ana, bo) = try await (
            test.person("Ana", .staff, emails: ["ana@firm.example"]), test.person("Bo", .staff, emails: [])
        )
        let caseFile = try await test.caseFile(by: admin)
        let installation = test.installation
        let assign = { (person: ID<Person>, role: AssignmentRole, isPrimary: Bool) in
            try await installation.assign(person, as: role, isPrimary: isPrimary, to: caseFile.id, by: admin)
        }
        #expect(try await assign(ana.id, .investigator, true) == .done)
        #expect(try await assign(bo.id, .investigator, false) == .done)
        #expect(try await assign(admin.person, .caseManager, true) == .done)
        #expect(try await primaries(test, caseFile, admin) == [ana.id: .investigator, admin.person: .caseManager])
        #expect(try await installation.makePrimary(bo.id, of: caseFile.id, by: admin) == .done)
        #expect(try await primaries(test, caseFile, admin) == [bo.id: .investigator, admin.person: .caseManager])
        #expect(try await assign(bo.id, .employee, false) == .done)
        #expect(try await primaries(test, caseFile, admin) == [admin.person: .caseManager])
        #expect(try await installation.makePrimary(ana.id, of: caseFile.id, by: admin) == .done)
        #expect(try await installation.unassign(ana.id, from: caseFile.id, by: admin) == .done)
        #expect(try await installation.makePrimary(ana.id, of: caseFile.id, by: admin) == .noSuchPerson)
        let history = try await installation.showActivity(of: caseFile.id, topic: .people, after: nil, to: admin)
        #expect(
            history?.entries.map(\.kind).reversed() == [
                "assigned", "made primary", "assigned", "assigned", "made primary", "made primary", "role changed",
                "made primary", "unassigned",
            ])
        #expect(history?.entries.first?.subject == ana.id)
        _ = try await installation.setStatus(.closed, of: caseFile.id, by: admin)
        #expect(try await installation.makePrimary(bo.id, of: caseFile.id, by: admin) == .closed)
    }

    @Test("CR-04, N-10: sixteen who each want to be the primary of a role at once leave one", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let caseFile = try await test.caseFile(by: admin)
        var people: [ID<Person>] = []
        for number in 0..<16 { people.append(try await test.person("P\(number)", .staff, emails: []).id) }
        let all = people
        let done = try await raceOfSixteen { runner in
            try await test.installation.assign(
                all[runner], as: .investigator, isPrimary: true, to: caseFile.id, by: admin)
        }
        #expect(done.count == 16 && done.allSatisfy { $0 == .done })
        #expect(try await primaries(test, caseFile, admin).count == 1)
    }

    @Test(
        "CR-05: whoever is assigned is told by a mail that names no case, if that is wanted: staff with an account, once",
        arguments: Engine.all)
    func notice(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let contact = try await test.person("Ana", emails: ["ana@client.example"])
        let mute = try await test.person("Mia", .staff, emails: ["mia@firm.example"])
        let caseFile = try await test.caseFile("Marker-77", by: admin)
        let assign = { (person: ID<Person>, role: AssignmentRole, notifying: Bool) in
            try await test.installation.assign(person, as: role, notifying: notifying, to: caseFile.id, by: admin)
        }
        #expect(try await assign(ivo.person, .investigator, true) == .told)
        #expect(try await assign(ivo.person, .investigator, true) == .untold)
        #expect(try await assign(contact.id, .clientContact, true) == .untold)
        #expect(try await assign(mute.id, .employee, true) == .untold)
        #expect(try await assign(admin.person, .caseManager, true) == .untold)
        let mails = await test.deliverMail()
        #expect(mails.map(\.recipient.spelling) == ["ivo@firm.example"])
        let text = String(decoding: mails.first?.octets ?? [], as: UTF8.self)
        #expect(text.contains("You have been assigned to a case") && text.contains("/cases/\(caseFile.id)"))
        #expect(!text.contains("Marker-77") && !text.contains("Harbour matter") && !text.contains("Sam Staff"))
        #expect(try await assign(ivo.person, .employee, false) == .done)
        #expect(await test.deliverMail().isEmpty)
    }
}
