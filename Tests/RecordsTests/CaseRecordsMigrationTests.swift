import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct CaseRecordsMigrationTests {
    @Test(
        "ST-05, CR-06: cases and assignments of before have their openings and arrivals in the history, and nothing else changes",
        arguments: Engine.all)
    func older(_ engine: Engine) async throws {
        let keeper = try await TestDatabase(engine)
        let steps = Schema.steps.prefix { $0.name != "case records" }
        _ = try await Migrator(Array(steps)).migrate(keeper.database, now: 1)
        let (one, two) = (ID<CaseFile>(high: 0, low: 1), ID<CaseFile>(high: 0, low: 2))
        let (ana, bo) = (ID<Person>(high: 0, low: 3), ID<Person>(high: 0, low: 4))
        try await keeper.database.write { transaction in
            for person in [ana, bo] {
                try transaction.run(
                    "INSERT INTO people (id, kind, name, created_at) VALUES (\(person), 'staff', 'P', 1)")
            }
            for (number, caseFile) in [one, two].enumerated() {
                let (reference, status): (String, String) = number == 0 ? ("R-1", "open") : ("R-2", "closed")
                try transaction.run(
                    """
                    INSERT INTO cases (id, reference, title, status, created_by, created_at)
                    VALUES (\(caseFile), \(reference), 'T', \(status), \(ana), 10)
                    """)
            }
            for (person, at) in [(bo, Int64(20)), (ana, 30)] {
                try transaction.run(
                    """
                    INSERT INTO assignments (case_id, person_id, role, created_at)
                    VALUES (\(one), \(person), 'investigator', \(at))
                    """)
            }
        }
        let ran = try await Schema.migrator.migrate(keeper.database, now: 2)
        #expect(ran.first == "case records")
        try await keeper.database.write { transaction in
            let events = CaseEvents(transaction)
            let history = try events.all(of: one, kinds: CaseEventKind.allCases)
            #expect(history.map(\.kind) == [.assigned, .assigned, .opened])
            #expect(history.map(\.at.milliseconds) == [30, 20, 10] && history.map(\.subject) == [ana, bo, nil])
            #expect(history.map(\.actor) == [nil, nil, ana] && history[0].detail == "investigator")
            #expect(try events.all(of: two, kinds: CaseEventKind.allCases).map(\.kind) == [.opened])
            try events.append(CaseEvent(.reopened, at: Moment(milliseconds: 40), by: ana), to: two)
            #expect(try events.all(of: two, kinds: [.reopened]).count == 1)
            let cases = Cases(transaction)
            #expect(try cases.find(two)?.retention == CaseRetention())
            #expect(try cases.assignments(of: one).allSatisfy { !$0.isPrimary })
        }
    }
}
