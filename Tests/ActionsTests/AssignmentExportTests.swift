import Actions
import Cryptography
import Domain
import Mail
import Records
import TestSupport
import Testing

@Suite("Imports of assignments: mails, cost, and the way back out")
struct AssignmentExportTests {
    @Test(
        "CR-11, CR-05: one mail for each of staff with an account, however many cases, where that is ticked; never about oneself",
        arguments: Engine.all)
    func notices(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        _ = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let eve = try await test.staff("Eve", email: "eve@firm.example", role: .investigator)
        _ = try await test.person("Mia", .staff, emails: ["mia@firm.example"])
        _ = try await test.person("Ana", emails: ["ana@client.example"])
        let first = try await test.caseFile("Marker-1", by: admin, staff: [eve.person])
        _ = try await test.caseFile("Marker-2", by: admin)
        let text = """
            reference,email,role
            Marker-1,ivo@firm.example,investigator
            Marker-2,ivo@firm.example,employee
            Marker-1,eve@firm.example,employee
            Marker-2,mia@firm.example,employee
            Marker-1,ana@client.example,client contact
            Marker-1,sam@firm.example,case manager
            """
        #expect(try await AssignmentImportTests.imported(text, test, notifying: true, by: admin).told == 2)
        let mails = await test.deliverMail().sorted { $0.recipient.spelling < $1.recipient.spelling }
        #expect(mails.map(\.recipient.spelling) == ["eve@firm.example", "ivo@firm.example"])
        let texts = mails.map { String(decoding: $0.octets, as: UTF8.self) }
        #expect(texts[0].contains("assigned to a case") && texts[0].contains("/cases/\(first.id)"))
        #expect(texts[1].contains("assigned to 2 cases") && texts[1].contains("/cases?whose=3Dmine"))
        #expect(texts.allSatisfy { !$0.contains("Marker") && !$0.contains("Sam Staff") })
        let more = "reference,email,role\nMarker-2,eve@firm.example,employee"
        #expect(try await AssignmentImportTests.imported(more, test, by: admin).told == nil)
        #expect(await test.deliverMail().isEmpty)
        #expect(try await test.installation.listNotifications(NotificationFilter(), to: eve).items.count == 2)
        #expect(try await test.installation.listNotifications(NotificationFilter(), to: admin).items.isEmpty)
    }

    @Test(
        "CR-12, N-38: an export holds who is on the cases that one sees, harmless, and imported again changes nothing",
        arguments: Engine.all)
    func exported(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let mute = try await test.person("=Mute", emails: [])
        let twins = try await [
            test.person("Twin 1", emails: ["twin@client.example"]),
            test.person("Twin 2", emails: ["twin@client.example"]),
        ]
        let own = try await test.caseFile("=1+1", by: admin, clients: [mute] + twins, staff: [ivo.person])
        _ = try await test.installation.makePrimary(twins[0].id, of: own.id, by: admin)
        test.world.pass(.seconds(1))
        let other = try await test.caseFile("B-2", by: admin, clients: [mute])
        _ = try await test.installation.archivePerson(twins[1].id, true, by: admin)
        _ = try await test.installation.setStatus(.closed, of: other.id, by: admin)
        let all = try await test.installation.exportAssignments(CaseFilter(), for: admin).pieces.joined()
        #expect(all.hasPrefix("\u{FEFF}reference,id,email,role,primary\r\nB-2,\(mute.id),,client contact,no\r\n"))
        #expect(all.contains("'=1+1,\(twins[0].id),twin@client.example,client contact,yes\r\n"))
        let again = try await AssignmentImportTests.bring(all, test, by: admin).plan
        #expect(again.problems.isEmpty && again.same == 5 && !again.isPossible)
        let seen = try await test.installation.exportAssignments(CaseFilter(), for: ivo).pieces.joined()
        #expect(!seen.contains("B-2") && seen.split(separator: "\r\n").count == 5)
        var filter = CaseFilter()
        filter.status = .closed
        let closed = try await test.installation.exportAssignments(filter, for: admin).pieces.joined()
        #expect(closed.split(separator: "\r\n").count == 2)
    }

    @Test("CR-11: as many lines as a file can have take as many statements as a few", arguments: Engine.all)
    func statements(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let whole = test.installation
        let database = CountedDatabase(whole.database)
        let installation = Installation(
            organisation: whole.organisation, database: database, blobs: whole.blobs, keys: whole.keys,
            world: whole.world, passwords: whole.passwords)
        let cases = try (0..<500).map {
            CaseFile(
                id: try test.world.newID(), reference: "A-\($0)", title: "T", status: .open,
                createdAt: test.world.now(),
                asksForCode: false)
        }
        let people = try (0..<10).map {
            Person(
                id: try test.world.newID(), kind: .contact, name: "P\($0)",
                addresses: [try EmailAddress(reading: "p\($0)@client.example")], createdAt: test.world.now())
        }
        try await test.write { transaction in
            for person in people { try People(transaction).insert(person) }
            for caseFile in cases { try Cases(transaction).insert(caseFile, by: admin.person) }
        }
        let all = cases.flatMap { caseFile in
            people.map { "\(caseFile.reference),\($0.addresses[0].spelling),client contact" }
        }
        var counts: [Int] = []
        for lines in [all.prefix(10), all[...]] {
            let text = "reference,email,role\n" + lines.joined(separator: "\n")
            let id = try await AssignmentImportTests.bring(text, test, by: admin).id
            counts.append(
                try await database.count {
                    let plan = try await installation.showImport(id, to: admin)?.plan
                    #expect(plan?.added == lines.count)
                })
        }
        #expect(counts[1] <= counts[0] + 4, "\(counts)")
    }

    @Test(
        "PE-03: a file that one brings takes the place of an earlier one of its kind, and of no other",
        arguments: Engine.all)
    func replaced(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let admin = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        _ = try await test.person("Ana", emails: ["ana@client.example"])
        _ = try await test.caseFile("A-1", by: admin, staff: [ivo.person])
        let text = "reference,email,role\nA-1,ana@client.example,client contact"
        let (first, plan) = try await AssignmentImportTests.bring(text, test, by: admin)
        let others = try await AssignmentImportTests.bring(text, test, by: ivo).id
        guard
            case .brought(let contacts) = try await test.installation.bringImport(
                Array("name\nBo".utf8), of: .contacts, by: admin)
        else { throw AssignmentImportTests.NotBrought(what: "contacts") }
        let second = try await AssignmentImportTests.bring(text, test, by: admin).id
        #expect(try await test.installation.showImport(first, to: admin)?.record.content == "")
        guard case .over = try await test.installation.confirmImport(first, seen: plan.name, by: admin) else {
            throw AssignmentImportTests.NotBrought(what: "the earlier one")
        }
        #expect(try await test.installation.showImport(contacts, to: admin)?.plan?.isPossible == true)
        #expect(try await test.installation.showImport(others, to: ivo)?.plan?.isPossible == true)
        #expect(try await test.installation.showImport(second, to: admin)?.plan?.isPossible == true)
    }
}
