import Actions
import Cryptography
import Domain
import Mail
import Records
import TestSupport
import Testing

@Suite("Imports of assignments")
struct AssignmentImportTests {
    struct NotBrought: Error { let what: String }

    static func bring(
        _ text: String, _ test: TestInstallation, by viewer: Viewer
    ) async throws -> (id: ID<ImportRecord>, plan: ImportPlan) {
        let brought = try await test.installation.bringImport(Array(text.utf8), of: .assignments, by: viewer)
        guard case .brought(let id) = brought else { throw NotBrought(what: "\(brought)") }
        return (id, try #require(try await test.installation.showImport(id, to: viewer)?.plan))
    }

    static func imported(
        _ text: String, _ test: TestInstallation, notifying: Bool = false, by viewer: Viewer
    ) async throws -> ImportRecord.End {
        let (id, plan) = try await bring(text, test, by: viewer)
        let end = try await test.installation.confirmImport(id, seen: plan.name, notifying: notifying, by: viewer)
        guard case .imported(let done) = end else { throw NotBrought(what: "\(end) \(plan.problems)") }
        return done
    }

    static func parts(
        _ test: TestInstallation, _ caseFile: CaseFile, _ viewer: Viewer
    ) async throws -> Set<String> {
        let people = try #require(try await test.installation.showCasePeople(caseFile.id, to: viewer))
        return Set(
            people.assigned.map { "\($0.person.name) \($0.part.role.rawValue)\($0.part.isPrimary ? ", primary" : "")" })
    }

    @Test(
        "CR-11: every problem of a line is named by its column; a case that one does not see is as one that is not there",
        arguments: Engine.all)
    func dryRun(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let chief = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let ana = try await test.person("Ana", emails: ["ana@client.example", "ana@home.example"])
        let (bo, desk) = try await (
            test.person("Bo", emails: ["desk@client.example"]), test.person("Desk", emails: ["desk@client.example"])
        )
        let old = try await test.person("Old", emails: ["old@client.example"])
        _ = try await test.installation.archivePerson(old.id, true, by: chief)
        let own = try await test.caseFile("A-1", by: chief, clients: [ana], staff: [ivo.person])
        _ = try await test.caseFile("A-2", by: chief)
        let shut = try await test.caseFile("A-3", by: chief, clients: [old], staff: [ivo.person])
        _ = try await test.installation.setStatus(.closed, of: shut.id, by: chief)
        let stranger: ID<Person> = try test.world.newID()
        let (_, plan) = try await Self.bring(
            """
            reference,id,email,role,primary
            A-1,,ANA@home.example,Client  Contact,
            A-2,,ana@client.example,client contact,
            A-9,,ana@client.example,client contact,
            A-3,,ana@client.example,client contact,
            A-3,,old@client.example,client contact,no
            A-1,,nobody@client.example,boss,maybe
            A-1,,desk@client.example,client contact,
            A-1,\(desk.id),,client contact,
            A-1,\(desk.id),ana@client.example,client contact,
            A-1,nobody,,client contact,
            A-1,\(stranger),,client contact,
            A-1,,old@client.example,client contact,
            A-1,,sam@firm.example,client contact,
            A-1,,ana@client.example,investigator,
            A-1,,desk@,client contact,
            A-1,,,client contact,
            ,,ana@client.example,client contact
            A-1,\(desk.id),,affiliate contact,
            """, test, by: ivo)
        #expect(
            plan.problems.map { "\($0.line) \($0.column?.rawValue ?? "-")" } == [
                "3 reference", "4 reference", "5 reference", "7 role", "7 primary", "7 email", "8 email", "10 email",
                "11 id", "12 id", "13 email", "14 role", "15 role", "16 email", "17 email", "18 -", "19 id",
            ])
        let remedies = Dictionary(grouping: plan.problems, by: \.line).mapValues { $0.map(\.remedy) }
        #expect(remedies[3] == remedies[4], "whether there is such a case is not told")
        #expect(remedies[5]?.first?.contains("closed") == true && remedies[13]?.first?.contains("archived") == true)
        #expect(remedies[8]?.first?.contains("Bo (\(bo.id)), Desk (\(desk.id))") == true)
        #expect(remedies[19]?.first?.contains("Line 9 is about Desk on this case too") == true)
        #expect(plan.lines.map(\.line) == [2, 6, 9] && plan.same == 2 && plan.added == 1 && !plan.isPossible)
        #expect(try await Self.parts(test, own, ivo) == ["Ana client contact", "Ivo investigator"])
        for text in ["email,role\na@b.example,investigator", "reference,role\nA-1,investigator", "reference,id\nA-1,x"]
        {
            await #expect(throws: Malformed.self, "\(text)") { try await Self.bring(text, test, by: ivo) }
        }
    }

    @Test(
        "CR-11, CR-04: a role has one primary in a file too, and who is replaced is said before; nobody is taken off",
        arguments: Engine.all)
    func primaries(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let (ana, bo) = try await (
            test.person("Ana", .staff, emails: ["ana@firm.example"]),
            test.person("Bo", .staff, emails: ["bo@firm.example"])
        )
        let caseFile = try await test.caseFile("A-1", by: admin)
        _ = try await test.installation.assign(ana.id, as: .investigator, isPrimary: true, to: caseFile.id, by: admin)
        let both = try await Self.bring(
            "reference,email,role,primary\nA-1,ana@firm.example,investigator,yes\nA-1,bo@firm.example,investigator,Yes",
            test, by: admin
        ).plan
        #expect(both.problems.map { "\($0.line) \($0.column?.rawValue ?? "-")" } == ["3 primary"])
        #expect(both.problems.first?.remedy.contains("Line 2 makes Ana the primary investigator") == true)
        let one =
            "reference,email,role,primary\nA-1,bo@firm.example,investigator,yes\nA-1,ana@firm.example,investigator,"
        let plan = try await Self.bring(one, test, by: admin).plan
        #expect(plan.lines.map(\.details) == [["investigator", "primary of the role, in place of Ana"], []])
        #expect(plan.added == 1 && plan.same == 1)
        _ = try await Self.imported(one, test, by: admin)
        #expect(try await Self.parts(test, caseFile, admin) == ["Ana investigator", "Bo investigator, primary"])
        let change = "reference,id,role,primary\nA-1,\(bo.id),investigator,no\nA-1,\(ana.id),case manager,yes"
        let changes = try await Self.bring(change, test, by: admin).plan.lines.map(\.effect)
        #expect(
            changes == [
                .changed(["is primary no more"]),
                .changed(["investigator becomes case manager", "becomes primary of the role"]),
            ])
        #expect(try await Self.imported(change, test, by: admin).changed == 2)
        #expect(try await Self.parts(test, caseFile, admin) == ["Bo investigator", "Ana case manager, primary"])
        let history = try await test.installation.showActivity(of: caseFile.id, topic: .people, after: nil, to: admin)
        #expect(
            history?.entries.map { "\($0.kind): \($0.detail ?? "")" }.reversed() == [
                "assigned: investigator", "made primary: investigator", "assigned: investigator, by import",
                "made primary: investigator, by import",
                "role changed: from primary investigator to investigator, by import",
                "role changed: from investigator to case manager, by import", "made primary: case manager, by import",
            ])
        #expect(history?.entries.allSatisfy { $0.actor == .person(admin.person, address: nil) } == true)
    }

    @Test(
        "CR-11, N-10: confirmed by sixteen at once it is done once, with one trace for each part", arguments: Engine.all
    )
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let caseFile = try await test.caseFile("A-1", by: admin)
        let (id, plan) = try await Self.bring(
            "reference,email,role,primary\nA-1,ivo@firm.example,investigator,yes", test, by: admin)
        let seen = try plan.name
        let ends = try await raceOfSixteen { _ in
            guard
                case .imported(let end) = try await test.installation.confirmImport(
                    id, seen: seen, notifying: true, by: admin)
            else { return nil as ImportRecord.End? }
            return end
        }
        #expect(ends.count == 16 && Set(ends).count == 1)
        #expect(ends.first.map { [$0.added, $0.changed, $0.told] } == [1, 0, 1])
        let history = try await test.installation.showActivity(of: caseFile.id, topic: .people, after: nil, to: admin)
        #expect(history?.entries.map(\.kind) == ["made primary", "assigned"])
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["ivo@firm.example"])
        #expect(try await test.installation.listNotifications(NotificationFilter(), to: ivo).items.count == 1)
    }

    @Test(
        "CR-11: two files at once that each make somebody else the primary leave one, and the later one is looked at again",
        arguments: Engine.all)
    func twoFiles(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let caseFile = try await test.caseFile("A-1", by: try await test.staff())
        var files: [(viewer: Viewer, id: ID<ImportRecord>, seen: String)] = []
        for number in 0..<16 {
            let viewer = try await test.staff("M\(number)", email: "m\(number)@firm.example")
            let (id, plan) = try await Self.bring(
                "reference,email,role,primary\nA-1,m\(number)@firm.example,case manager,yes", test, by: viewer)
            files.append((viewer, id, try plan.name))
        }
        let all = files
        let ends = try await raceOfSixteen { runner in
            let file = all[runner]
            switch try await test.installation.confirmImport(file.id, seen: file.seen, by: file.viewer) {
            case .imported: return "imported"
            case .changedMeanwhile: return "changed meanwhile"
            default: return "?"
            }
        }
        #expect(ends.count { $0 == "imported" } == 1 && ends.count { $0 == "changed meanwhile" } == 15)
        #expect(try await Self.parts(test, caseFile, all[0].viewer).count == 1)
    }

    @Test(
        "CR-11: what changed since the look is told and imports nothing: case closed, person archived or merged, assigned by hand",
        arguments: Engine.all)
    func changedMeanwhile(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let (ana, bo) = try await (
            test.person("Ana", emails: ["ana@client.example"]), test.person("Bo", emails: ["bo@client.example"])
        )
        let (first, second) = try await (test.caseFile("A-1", by: admin), test.caseFile("A-2", by: admin))
        let text = "reference,id,role\nA-1,\(ana.id),client contact\nA-2,\(bo.id),client contact"
        let (id, plan) = try await Self.bring(text, test, by: admin)
        let seen = try plan.name
        let confirm = { try await test.installation.confirmImport(id, seen: seen, by: admin) }
        _ = try await test.installation.setStatus(.closed, of: second.id, by: admin)
        guard case .impossible(let closed) = try await confirm() else { throw NotBrought(what: "closed") }
        #expect(closed.problems.map { "\($0.line) \($0.column?.rawValue ?? "-")" } == ["3 reference"])
        _ = try await test.installation.setStatus(.open, of: second.id, by: admin)
        _ = try await test.installation.archivePerson(bo.id, true, by: admin)
        guard case .impossible(let archived) = try await confirm() else { throw NotBrought(what: "archived") }
        #expect(archived.problems.map { "\($0.line) \($0.column?.rawValue ?? "-")" } == ["3 id"])
        _ = try await test.installation.archivePerson(bo.id, false, by: admin)
        _ = try await test.installation.assign(ana.id, as: .affiliateContact, to: first.id, by: admin)
        guard case .changedMeanwhile(let assigned) = try await confirm() else { throw NotBrought(what: "assigned") }
        #expect(assigned.lines.first?.effect == .changed(["affiliate contact becomes client contact"]))
        try await test.write { transaction in
            try MergedPeople(transaction).merge(bo.id, into: ana.id, by: admin.person, now: test.world.now())
            _ = try People(transaction).archive(bo.id, at: test.world.now(), by: admin.person)
        }
        guard case .impossible(let merged) = try await confirm() else { throw NotBrought(what: "merged") }
        #expect(merged.problems.map(\.remedy) == ["This record became a part of Ana. Say their id: \(ana.id)."])
        #expect(try await Self.parts(test, first, admin) == ["Ana affiliate contact"])
        #expect(try await Self.parts(test, second, admin).isEmpty)
    }

    @Test(
        "AU-01, AU-03, CR-11: whoever may not change cases imports nothing, also where the right went after the look",
        arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        let caseFile = try await test.caseFile("A-1", by: admin, staff: [ivo.person])
        let text = "reference,email,role\nA-1,ana@client.example,client contact"
        let (id, plan) = try await Self.bring(text, test, by: ivo)
        let seen = try plan.name
        _ = try await test.installation.unassign(ivo.person, from: caseFile.id, by: admin)
        guard case .impossible(let gone) = try await test.installation.confirmImport(id, seen: seen, by: ivo) else {
            throw NotBrought(what: "a case that is seen no more")
        }
        #expect(gone.problems.map(\.column) == [.reference])
        _ = try await test.installation.assign(ivo.person, as: .investigator, to: caseFile.id, by: admin)
        try await test.write { try StaffAccounts($0).setRole(.auditor, of: ivo.person) }
        guard case .notAllowed = try await test.installation.confirmImport(id, seen: seen, by: ivo) else {
            throw NotBrought(what: "a right that went")
        }
        guard case .notAllowed = try await test.installation.bringImport(Array(text.utf8), of: .assignments, by: ivo)
        else { throw NotBrought(what: "an auditor's") }
        guard case .unknown = try await test.installation.confirmImport(id, seen: seen, by: admin) else {
            throw NotBrought(what: "somebody else's")
        }
        #expect(try await Self.parts(test, caseFile, admin) == ["Ivo investigator"])
        _ = ana
    }
}
