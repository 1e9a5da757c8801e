import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct RaceTests {
    /// How many of sixteen at once were told that they are the one.
    private func winners(
        _ office: Office, _ attempt: @escaping @Sendable (any Transaction) throws -> Bool
    ) async throws -> Int {
        try await raceOfSixteen { runner in try await office.database.write(attempt) ? runner : nil }.count
    }

    @Test("IV-04: however many guess at once, five attempts are counted", arguments: Engine.all, [1, 5] as [Int64])
    func attempts(_ engine: Engine, limit: Int64) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let challenge = try await office.challenge(session, address: office.delivery.address, person: office.client.id)
        let counted = try await raceOfSixteen { _ in
            try await office.database.write {
                try Challenges($0).countAttempt(challenge.id, limit: limit, now: Office.now)
            }
        }
        #expect(counted.sorted() == Array(1...limit))
        let found = try await office.database.read {
            try Challenges($0).latest(of: session.id, at: .link(office.link.id))
        }
        #expect(found?.attempts == limit)
    }

    @Test("IV-04: of sixteen that would raise an alarm one does, and one in the next hour", arguments: Engine.all)
    func alarm(_ engine: Engine) async throws {
        let office = try await Office(engine)
        for hour in [0, 1, 2] as [Int64] {
            let now = Office.now + .hours(hour)
            #expect(try await winners(office) { try Marks($0).renew(.guessingAlarm, after: .hours(1), now: now) } == 1)
        }
        let past = Office.now - .days(10)
        #expect(try await winners(office) { try Marks($0).renew(.guessingAlarm, after: .hours(1), now: past) } == 1)
    }

    @Test("IV-05, N-18: a challenge is redeemed once and a code is used once", arguments: Engine.all)
    func redeem(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let challenge = try await office.challenge(session, address: office.delivery.address, person: office.client.id)
        let code: ID<Code> = fresh()
        try await office.database.write {
            try Codes($0).insert(
                code, digest: "d", reference: "R", isWithheld: false, for: challenge, now: Office.now,
                life: .minutes(10))
        }
        #expect(try await winners(office) { try Codes($0).use(code, now: Office.now) } == 1)
        #expect(try await winners(office) { try Challenges($0).redeem(challenge.id, now: Office.now) } == 1)
    }

    @Test("N-06, N-10: a download starts once and completes once for each holder", arguments: Engine.all)
    func downloads(_ engine: Engine) async throws {
        let office = try await Office(engine)
        for kind in [EventKind.downloadStarted, .downloadCompleted] {
            let event = NewEvent(kind, of: office.delivery.id, link: office.link.id, by: .linkHolder)
            let mark = try EventMark(kind, holder: "g", link: office.link.id)
            #expect(try await winners(office) { try Events($0).appendOnce(event, mark: mark, now: Office.now) } == 1)
        }
    }

    @Test("N-10: sixteen workers take each letter once, and settle it once", arguments: Engine.all)
    func outbox(_ engine: Engine) async throws {
        let office = try await Office(engine)
        var letters: Set<ID<QueuedLetter>> = []
        for _ in 0..<24 { letters.insert(try await office.letter(to: office.delivery.address).id) }
        let takings = try await raceOfSixteen { _ in
            try await office.database.write {
                try Outbox($0).take(most: 3, withFiles: 3, lease: .minutes(1), now: Office.now).map(\.id)
            }
        }
        let taken = takings.flatMap { $0 }
        #expect(taken.count == 24 && Set(taken) == letters)
        let first = try #require(letters.first)
        #expect(
            try await winners(office) { try Outbox($0).settle(first, sent: true, reply: "250", now: Office.now) } == 1)
        #expect(
            try await winners(office) { try Outbox($0).noteReport(first, action: "delivered", now: Office.now) } == 1)
    }

    @Test("TR-01: an update is validated once", arguments: Engine.all)
    func validate(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (update, sender) = (office.update.id, office.sender.id)
        #expect(try await winners(office) { try CaseUpdates($0).validate(update, by: sender, now: Office.now) } == 1)
    }

    @Test("Sixteen changes of one version of a draft: one is kept", arguments: Engine.all)
    func change(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let body = try UpdateBody(reading: "x", format: .markdown)
        let update = office.update.id
        let kept = try await winners(office) {
            try CaseUpdates($0).change(
                update, title: "T", body: body, group: AccessGroup.standard, version: 1, now: Office.now)
        }
        #expect(kept == 1)
        #expect(try await office.database.read { try CaseUpdates($0).version(of: update) } == 2)
    }

    @Test("LT-07, OS-12: send, delivery and link are each revoked once", arguments: Engine.all)
    func revoke(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (send, delivery, link) = (office.send.id, office.delivery.id, office.link.id)
        #expect(try await winners(office) { try Sends($0).revoke(send, now: Office.now) } == 1)
        #expect(try await winners(office) { try Deliveries($0).revoke(delivery, now: Office.now) } == 1)
        #expect(try await winners(office) { try FileLinks($0).revoke(link, now: Office.now) } == 1)
    }

    @Test("N-11, OS-11: a request for a new link is decided once, and one a day is made", arguments: Engine.all)
    func renewals(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let link = office.link.id
        let asked = try await winners(office) { transaction throws in
            let renewals = Renewals(transaction)
            guard try !renewals.requested(link, since: Office.now - .days(1)) else { return false }
            try renewals.insert(fresh(), link: link, newLink: nil, now: Office.now)
            return true
        }
        #expect(asked == 1)
        let waiting = try await office.database.read { try Renewals($0).waiting(of: office.delivery.id) }
        let renewal = try #require(waiting.first).id
        let (newLink, sender) = (office.links[1].id, office.sender.id)
        let decided = try await winners(office) {
            try Renewals($0).decide(renewal, newLink: newLink, by: sender, now: Office.now)
        }
        #expect(decided == 1)
    }

    @Test("IV-04, IV-10: sixteen wrong codes count sixteen, and suspend once", arguments: Engine.all)
    func failures(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (link, clara) = (office.link.id, office.delivery.address)
        let counts = try await raceOfSixteen { _ in
            try await office.database.write {
                try CodeFailures($0).count(link: link, address: clara, isWithheld: false, now: Office.now)
            }
        }
        #expect(counts.sorted() == Array(1...16))
        #expect(
            try await winners(office) { try CodeFailures($0).suspend(link: link, address: clara, now: Office.now) } == 1
        )
    }
}
