import Domain
import Records
import SQL
import TestSupport
import Testing

/// What hot paths do under guarded isolation, sixteen at once: nothing is lost and nothing happens twice.
@Suite struct GuardedRaceTests {
    private func race<Prize: Sendable>(
        _ office: Office, _ attempt: @escaping @Sendable (any Transaction) throws -> Prize?
    ) async throws -> [Prize] {
        try await raceOfSixteen { _ in try await office.database.write(.guarded, attempt) }
    }

    @Test(
        "EV-02: sixteen events of one delivery at once are all kept, each in a place of its own", arguments: Engine.all)
    func appends(_ engine: Engine) async throws {
        let office = try await Office(engine)
        for _ in 0..<4 {
            _ = try await race(office) { transaction -> Bool? in
                try Events(transaction).append(
                    NewEvent(.viewed, of: office.delivery.id, by: .machine), now: Office.now)
                return true
            }
        }
        let events = try await office.database.read { try Events($0).all(of: office.delivery.id) }
        #expect(events.map(\.position) == Array(1...64))
    }

    @Test("IV-04: however many guess at once, five attempts are counted", arguments: Engine.all)
    func attempts(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let challenge = try await office.challenge(session, address: office.delivery.address, person: office.client.id)
        let counted = try await race(office) {
            try Challenges($0).countAttempt(challenge.id, limit: 5, now: Office.now)
        }
        #expect(counted.sorted() == [1, 2, 3, 4, 5])
    }

    @Test("N-10: sixteen workers take each letter once, and settle it once", arguments: Engine.all)
    func outbox(_ engine: Engine) async throws {
        let office = try await Office(engine)
        var letters: Set<ID<QueuedLetter>> = []
        for _ in 0..<24 { letters.insert(try await office.letter(to: office.delivery.address).id) }
        var taken: [ID<QueuedLetter>] = []
        // Workers that meet at the same letters leave empty-handed and come again.
        for _ in 0..<24 where taken.count < letters.count {
            taken += try await race(office) {
                try Outbox($0).take(most: 3, withFiles: 3, lease: .minutes(1), now: Office.now).map(\.id)
            }.flatMap { $0 }
        }
        #expect(taken.count == 24 && Set(taken) == letters)
        for letter in letters.prefix(3) {
            let settled = try await race(office) {
                try Outbox($0).settle(letter, sent: true, reply: "250", now: Office.now) ? true : nil
            }
            #expect(settled.count == 1)
        }
    }

    @Test("N-06, N-10: a download starts once and completes once for each holder", arguments: Engine.all)
    func downloads(_ engine: Engine) async throws {
        let office = try await Office(engine)
        for kind in [EventKind.downloadStarted, .downloadCompleted] {
            let event = NewEvent(kind, of: office.delivery.id, link: office.link.id, by: .linkHolder)
            let mark = try EventMark(kind, holder: "g", link: office.link.id)
            let written = try await race(office) {
                try Events($0).appendOnce(event, mark: mark, now: Office.now) ? true : nil
            }
            #expect(written.count == 1)
        }
    }
}
