import Actions
import Cryptography
import Domain
import Records
import TestSupport
import Testing

@Suite("Imports and exports")
struct ImportTests {
    /// Brings a file, to be looked at.
    private static func bring(
        _ text: String, _ test: TestInstallation, by viewer: Viewer, kind: ImportKind = .contacts
    ) async throws -> ID<ImportRecord> {
        let brought = try await test.installation.bringImport(Array(text.utf8), of: kind, by: viewer)
        guard case .brought(let id) = brought else { throw NotBrought(what: "\(brought)") }
        return id
    }

    private struct NotBrought: Error { let what: String }

    @Test(
        "PE-03: every problem is named by line and column, what is there already is told, and nothing is imported before",
        arguments: Engine.all)
    func dryRun(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let ana = try await test.person("Ana Client", emails: ["ana@client.example"])
        let old = try await test.person("Old", emails: ["old@client.example"])
        _ = try await test.installation.archivePerson(old.id, true, by: viewer)
        let id = try await Self.bring(
            """
            name,email,aliases,kind,shared
            Bo New,bo@client.example,bo@home.example bo2@home.example,prospect,
            Ana Client,ANA@client.example,,,
            Ana Maria,ana@client.example,ana@home.example,contact,
            Bad,bad@,,,
            ,no@name.example,,,
            Sam,sam@firm.example,,,
            Kind,kind@client.example,,friend,
            Old,old@client.example,,,
            Mark,mark@client.example,,,other@client.example
            Mute,,,,
            Twice,bo@home.example,,,
            Short,short@client.example
            """, test, by: viewer)
        let plan = try #require(try await test.installation.showImport(id, to: viewer)?.plan)
        #expect(
            plan.problems.map { "\($0.line) \($0.column?.rawValue ?? "-")" } == [
                "4 email", "5 email", "6 name", "7 email", "8 kind", "9 email", "10 shared", "12 email", "13 -",
            ])
        #expect(plan.lines.map(\.line) == [2, 3, 11] && plan.lines[1].effect == .same)
        #expect(plan.added == 2 && !plan.isPossible)
        guard case .impossible = try await test.installation.confirmImport(id, seen: plan.name, by: viewer) else {
            Issue.record("Nothing should be imported.")
            return
        }
        #expect(try await test.listed(by: viewer) == ["Ana Client", "Sam Staff"])
        #expect(try await test.installation.showPerson(ana.id, to: viewer)?.person.addresses.count == 1)
    }

    @Test(
        "PE-03: confirmed, all of it is imported, once; somebody known by their address is changed and not added",
        arguments: Engine.all)
    func confirmed(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        let id = try await Self.bring(
            """
            name;email;aliases;kind;shared
            Desk;desk@client.example;;;desk@client.example
            Ana Maria;home@client.example;ana@client.example;;
            Mia;;;prospect;
            """, test, by: viewer)
        let plan = try #require(try await test.installation.showImport(id, to: viewer)?.plan)
        #expect(
            plan.lines.map(\.effect) == [
                .added, .changed(["name becomes Ana Maria", "home@client.example is added"]), .added,
            ])
        let seen = try plan.name
        let ends = try await raceOfSixteen { _ in
            guard case .imported(let end) = try await test.installation.confirmImport(id, seen: seen, by: viewer) else {
                return nil as ImportRecord.End?
            }
            return end
        }
        #expect(ends.count == 16 && Set(ends).count == 1)
        #expect(ends.first.map { [$0.added, $0.changed] } == [2, 1])
        #expect(try await test.listed(by: viewer) == ["Ana Maria", "Desk", "Mia", "Sam Staff"])
        let changed = try #require(try await test.installation.showPerson(ana.id, to: viewer)?.person)
        #expect(changed.addresses.map(\.spelling) == ["ana@client.example", "home@client.example"])
        let shown = try #require(try await test.installation.showImport(id, to: viewer))
        #expect(shown.plan == nil && shown.record.content.isEmpty && shown.record.end?.added == 2)
        let other = try await test.staff("Ivo", email: "ivo@firm.example")
        #expect(try await test.installation.showImport(id, to: other) == nil)
    }

    @Test(
        "PE-03: what changed since it was looked at is looked at again before anything is imported",
        arguments: Engine.all)
    func changedMeanwhile(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let id = try await Self.bring("name,email\nBo,bo@client.example\nCy,cy@client.example\n", test, by: viewer)
        let seen = try #require(try await test.installation.showImport(id, to: viewer)?.plan?.name)
        _ = try await test.person("Bo Old", emails: ["bo@client.example"])
        guard
            case .changedMeanwhile(let now) = try await test.installation.confirmImport(id, seen: seen, by: viewer)
        else {
            Issue.record("It should be looked at again.")
            return
        }
        #expect(now.lines.first?.effect == .changed(["name becomes Bo"]))
        #expect(try await test.listed(by: viewer) == ["Bo Old", "Sam Staff"])
        guard case .imported = try await test.installation.confirmImport(id, seen: now.name, by: viewer) else {
            Issue.record("What was seen now should be imported.")
            return
        }
        let late = try await Self.bring("name\nDi\n", test, by: viewer)
        test.world.pass(.hours(25))
        let again = try await test.staff("Sam Again", email: "again@firm.example")
        _ = try await test.installation.sweep()
        #expect(try await test.write { try Imports($0).find(late)?.content.isEmpty } == true)
        guard case .unknown = try await test.installation.confirmImport(late, seen: "x", by: again) else {
            Issue.record("A file is for whoever brought it.")
            return
        }
    }

    @Test(
        "AU-01, PE-03: auditors import nothing; nobody changes whom they may not, or cases they do not see",
        arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let chief = try await test.staff()
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let auditor = try await test.staff("Aud", email: "aud@firm.example", role: .auditor)
        let ana = try await test.person("Ana", emails: ["ana@client.example"])
        _ = try await test.caseFile("2026-001", by: chief, clients: [ana])
        for kind in ImportKind.allCases {
            let text =
                switch kind {
                case .contacts: "name\nBo"
                case .cases: "reference,title\n1,T"
                case .assignments: "reference,email,role\n1,ana@client.example,client contact"
                }
            let end = try await test.installation.bringImport(Array(text.utf8), of: kind, by: auditor)
            #expect(end == .notAllowed)
        }
        let people = try await Self.bring("name,email\nAna Other,ana@client.example\n", test, by: ivo)
        let first = try #require(try await test.installation.showImport(people, to: ivo)?.plan)
        #expect(first.problems.map(\.remedy) == ["This is Ana, whom you may not change. Leave the line out."])
        let cases = try await Self.bring("reference,title\n2026-001,Mine\n2026-002,Own\n", test, by: ivo, kind: .cases)
        let second = try #require(try await test.installation.showImport(cases, to: ivo)?.plan)
        #expect(second.problems.map(\.remedy) == ["Another case has this reference."])
    }

    @Test(
        "PE-03: cases are opened, changed and closed; whoever sees only their own is put on what they open",
        arguments: Engine.all)
    func cases(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        let own = try await test.caseFile("2026-001", by: ivo, staff: [ivo.person])
        let id = try await Self.bring(
            "reference,title,status\n2026-001,Renamed,closed\n2026-002,New,\n", test, by: ivo, kind: .cases)
        let plan = try #require(try await test.installation.showImport(id, to: ivo)?.plan)
        #expect(plan.lines.map(\.effect) == [.changed(["title becomes Renamed", "will be closed"]), .added])
        guard case .imported = try await test.installation.confirmImport(id, seen: plan.name, by: ivo) else {
            Issue.record("It should be imported.")
            return
        }
        let listed = try await test.installation.listCases(CaseFilter(), to: ivo).cases.map(\.caseFile)
        #expect(Set(listed.map(\.reference)) == ["2026-001", "2026-002"])
        #expect(listed.first { $0.id == own.id }.map { "\($0.title) \($0.status.rawValue)" } == "Renamed closed")
        let closed = try await Self.bring("reference,title\n2026-001,Again\n", test, by: ivo, kind: .cases)
        let refused = try #require(try await test.installation.showImport(closed, to: ivo)?.plan)
        #expect(refused.problems.map(\.column) == [.title])
    }

    @Test(
        "N-38, PE-04: an export holds what the filter lets through, harmless, and imported again changes nothing",
        arguments: Engine.all)
    func exported(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let details = try PersonDetails(
            name: "=HYPERLINK(\"x\";\"y\")", email: "ana@client.example",
            aliases: "a2@client.example\na3@client.example",
            shared: "a2@client.example")
        _ = try await test.installation.addPerson(details, kind: .contact, by: viewer)
        _ = try await test.person("'-Bo, the \"other\"", .prospect, emails: [])
        for number in 0..<450 { _ = try await test.person("Zoë \(number)", emails: ["z\(number)@client.example"]) }
        let table = try await test.installation.exportContacts(PeopleFilter(), for: viewer)
        let pieces = Array(table.pieces)
        let text = pieces.joined()
        #expect(pieces.count == 4 && text.split(separator: "\r\n").count == 453)
        #expect(!text.contains("sam@firm.example") && text.contains("\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\""))
        let again = try await Self.bring(text, test, by: viewer)
        let plan = try #require(try await test.installation.showImport(again, to: viewer)?.plan)
        #expect(plan.problems.isEmpty && plan.same == 452 && !plan.isPossible)
        var filter = PeopleFilter()
        filter.kind = .prospect
        let few = try await test.installation.exportContacts(filter, for: viewer).pieces.joined()
        #expect(few.split(separator: "\r\n").count == 2)
        let ivo = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        _ = try await test.caseFile("2026-001", by: viewer)
        _ = try await test.caseFile("2026-002", by: ivo, staff: [ivo.person])
        let cases = try await test.installation.exportCases(CaseFilter(), for: ivo).pieces.joined()
        #expect(cases == "\u{FEFF}reference,title,status\r\n2026-002,Harbour matter,open\r\n")
    }

    @Test(
        "AU-07, PE-03: an import that takes an address away ends the portal access that stands on it, for good",
        arguments: Engine.all)
    func endsPortalAccess(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let person = try await test.person("Ana", emails: ["ana@client.example"])
        var ana = try TestContact(test, person)
        try await ana.letIn(by: viewer)
        try await ana.signIn()
        #expect(try await ana.viewer() != nil)
        for address in ["ana@new.example", "ana@client.example"] {
            let id = try await Self.bring("id,name,email\n\(person.id),Ana,\(address)", test, by: viewer)
            let plan = try #require(try await test.installation.showImport(id, to: viewer)?.plan)
            #expect(plan.isPossible)
            _ = try await test.installation.confirmImport(id, seen: plan.name, by: viewer)
            #expect(try await ana.viewer() == nil)
        }
        #expect(try await test.installation.showPortalAccess(of: person.id, to: viewer)?.access?.switchedOffAt != nil)
    }

    @Test("PE-03: an import gives nobody more addresses than a form can keep", arguments: Engine.all)
    func mostAddresses(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        _ = try await test.person("Ana", emails: ["ana@client.example"])
        func plan(_ numbers: Range<Int>) async throws -> ImportPlan {
            let aliases = numbers.map { "a\($0)@client.example" }.joined(separator: " ")
            let id = try await Self.bring(
                "name,email,aliases\nAna,ana@client.example,\(aliases)", test, by: viewer)
            let plan = try #require(try await test.installation.showImport(id, to: viewer)?.plan)
            if plan.isPossible { _ = try await test.installation.confirmImport(id, seen: plan.name, by: viewer) }
            return plan
        }
        #expect(try await plan(0..<20).isPossible)
        let more = try await plan(20..<21)
        #expect(!more.isPossible && more.problems.map(\.column) == [.aliases])
    }
}
