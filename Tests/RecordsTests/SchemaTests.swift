import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct SchemaTests {
    @Test("ST-05: the schema builds on an empty database, and a second run changes nothing", arguments: Engine.all)
    func twice(_ engine: Engine) async throws {
        let keeper = try await TestDatabase(engine)
        let pending = try await Schema.migrator.pending(keeper.database)
        let ran = try await Schema.migrator.migrate(keeper.database, now: 1)
        #expect(!ran.isEmpty && ran == pending)
        #expect(try await Schema.migrator.migrate(keeper.database, now: 2).isEmpty)
        #expect(try await Schema.migrator.pending(keeper.database).isEmpty)
    }

    @Test("ST-05: sixteen starts at once build the schema once", arguments: Engine.all)
    func raced(_ engine: Engine) async throws {
        let keeper = try await TestDatabase(engine)
        let database = keeper.database
        let builders = try await raceOfSixteen { runner in
            let ran = try await Schema.migrator.migrate(database, now: Int64(runner))
            return ran.isEmpty ? nil : ran
        }
        #expect(builders.count == 1)
    }

    @Test("The words of the domain are those that the schema allows", arguments: Engine.all)
    func words(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            for kind in EventKind.allCases {
                try Events(transaction).append(NewEvent(kind, of: office.delivery.id, by: .machine), now: Office.now)
            }
            for role in AssignmentRole.allCases {
                let assignment = Assignment(caseFile: office.caseFile.id, person: office.client.id, role: role)
                try Cases(transaction).assign(assignment, now: Office.now)
            }
            for kind in CaseEventKind.allCases {
                try CaseEvents(transaction).append(
                    CaseEvent(kind, at: Office.now, by: office.sender.id), to: office.caseFile.id)
            }
            for (number, status) in CaseStatus.allCases.enumerated() {
                let (id, changes) = (ID<CaseStatusChange>(high: 7, low: UInt64(number)), CaseStatusChanges(transaction))
                _ = try changes.begin(id, to: status, by: office.sender.id, now: Office.now)
                try changes.insert(
                    CaseStatusChange.Outcome.allCases.map { .init(caseFile: office.caseFile.id, outcome: $0) }, of: id)
            }
            for role in StaffRole.allCases {
                let person = try Office.person("S", .staff, [])
                try People(transaction).insert(person)
                try StaffAccounts(transaction).insert(
                    StaffAccount(person: person.id, role: role, passwordHash: nil, disabledAt: nil),
                    address: try address("\(role.rawValue)@firm.example"), now: Office.now)
            }
            for kind in PersonKind.allCases { try People(transaction).insert(try Office.person("P", kind, [])) }
        }
        for kind in [LetterKind.notice, .code, .renewal, .staff] {
            try await office.letter(kind, to: office.delivery.address)
        }
    }
}
