import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct VerificationTests {
    @Test(
        "SE-01, SE-02: a session is found by the digest of its cookie, and by the new one only once rotated",
        arguments: Engine.all)
    func sessions(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit("one")
        try await office.database.write { transaction throws in
            let sessions = VisitorSessions(transaction)
            #expect(try sessions.find(tokenDigest: "one") == session && sessions.find(session.id) == session)
            try sessions.rotate(session.id, tokenDigest: "two")
            #expect(try sessions.find(tokenDigest: "one") == nil)
            #expect(try sessions.find(tokenDigest: "two")?.id == session.id)
        }
    }

    @Test("TR-28, SE-03: a sign of life forgets a goodbye, never goes back, and revives nothing", arguments: Engine.all)
    func signsOfLife(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        try await office.database.write { transaction throws in
            let sessions = VisitorSessions(transaction)
            try sessions.markClosing(session.id, now: Office.now + .minutes(1))
            #expect(try sessions.find(session.id)?.closingAt == Office.now + .minutes(1))
            try sessions.touch(session.id, now: Office.now + .minutes(2))
            try sessions.touch(session.id, now: Office.now + .minutes(1))
            let touched = try sessions.find(session.id)
            #expect(touched?.lastSeenAt == Office.now + .minutes(2) && touched?.closingAt == nil)
            try sessions.end(session.id, now: Office.now + .minutes(3))
            try sessions.touch(session.id, now: Office.now + .minutes(4))
            try sessions.end(session.id, now: Office.now + .minutes(5))
            let ended = try sessions.find(session.id)
            #expect(ended?.endedAt == Office.now + .minutes(3) && ended?.lastSeenAt == Office.now + .minutes(2))
        }
    }

    @Test("IV-05, IV-09: challenges come back, for addresses on the link and for others alike", arguments: Engine.all)
    func challenges(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let real = try await office.challenge(
            session, address: try address("Clara@example.org"), person: office.client.id)
        #expect(
            try await office.database.read { try Challenges($0).latest(of: session.id, at: .link(office.link.id)) }
                == real)
        let other = try await office.visit("two")
        let decoy = try await office.challenge(other, address: try address("Nobody@example.org"), person: nil)
        #expect(
            try await office.database.read { try Challenges($0).latest(of: other.id, at: .link(office.link.id)) }
                == decoy)
        #expect(
            try await office.database.read { try Challenges($0).latest(of: other.id, at: .link(office.links[1].id)) }
                == nil)
    }

    @Test(
        "IV-02, IV-04: no attempt is counted at the end of the challenge or after it was redeemed",
        arguments: Engine.all)
    func attemptsEnd(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let challenge = try await office.challenge(session, address: office.delivery.address, person: office.client.id)
        try await office.database.write { transaction throws in
            let challenges = Challenges(transaction)
            let end = challenge.expiresAt
            #expect(try challenges.countAttempt(challenge.id, limit: 5, now: end) == nil)
            #expect(try challenges.countAttempt(challenge.id, limit: 5, now: end - .milliseconds(1)) == 1)
            #expect(try challenges.redeem(challenge.id, now: Office.now))
            #expect(try challenges.countAttempt(challenge.id, limit: 5, now: Office.now) == nil)
            #expect(try challenges.countAttempt(fresh(), limit: 5, now: Office.now) == nil)
        }
    }

    @Test("N-13, IV-07: the last codes of a challenge are kept, newest first", arguments: Engine.all)
    func codes(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let challenge = try await office.challenge(session, address: office.delivery.address, person: office.client.id)
        try await office.database.write { transaction throws in
            let codes = Codes(transaction)
            for number in 0..<4 {
                try codes.insert(
                    fresh(), digest: "digest\(number)", reference: "R\(number)", isWithheld: false, for: challenge,
                    now: Office.now + .minutes(Int64(number)), life: .minutes(10))
            }
            let latest = try codes.latest(of: challenge.id, most: 3)
            #expect(latest.map(\.digest) == ["digest3", "digest2", "digest1"])
            #expect(latest.map(\.reference) == ["R3", "R2", "R1"])
            #expect(latest.first?.expiresAt == Office.now + .minutes(13) && latest.first?.usedAt == nil)
        }
    }

    @Test(
        "IV-07, IV-08, OS-05: the limits on sending see this challenge, this link and this address",
        arguments: Engine.all)
    func recentCodes(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let challenge = try await office.challenge(session, address: try address("Clara@Example.org"), person: nil)
        let now = Office.now + .days(2)
        let recent = try await office.database.write { transaction throws in
            let codes = Codes(transaction)
            for at in [now - .days(1), now - .hours(2), now - .minutes(1)] {
                try codes.insert(
                    fresh(), digest: "d", reference: "R", isWithheld: false, for: challenge, now: at, life: .minutes(10)
                )
            }
            return try codes.recent(
                challenge: challenge.id, session: nil, at: .link(office.link.id),
                address: try address("CLARA@example.org"),
                now: now)
        }
        #expect(Set(recent.ofChallenge) == [now - .hours(2), now - .minutes(1)])
        #expect(recent.ofDoorAndAddress.count == 2 && recent.ofAddress.count == 2)
        let elsewhere = try await office.database.read {
            let (codes, link) = (Codes($0), office.links[1].id)
            return try [nil, session.id].map {
                try codes.recent(challenge: nil, session: $0, at: .link(link), address: challenge.address, now: now)
            }
        }
        #expect(elsewhere.allSatisfy { $0.ofChallenge.isEmpty && $0.ofDoorAndAddress.isEmpty && $0.mailed.count == 2 })
        #expect(elsewhere.map(\.ofAddress.count) == [0, 2])
    }

    @Test(
        "IV-04, IV-10: wrong codes add up per link and address, suspend it once, and others go on",
        arguments: Engine.all)
    func failures(_ engine: Engine) async throws {
        let office = try await Office(engine)
        try await office.database.write { transaction throws in
            let failures = CodeFailures(transaction)
            let (clara, link) = (try address("clara@example.org"), office.link.id)
            for expected in Int64(1)...3 {
                let at = Office.now + .minutes(expected)
                #expect(try failures.count(link: link, address: clara, isWithheld: false, now: at) == expected)
            }
            let (elsewhere, later) = (office.links[1].id, Office.now + .minutes(1))
            #expect(try failures.count(link: elsewhere, address: clara, isWithheld: true, now: later) == 1)
            #expect(try failures.total(address: try address("CLARA@example.org"), since: Office.now) == 3)
            #expect(try failures.total(since: Office.now - .hours(1)) == 3)
            #expect(try failures.suspend(link: link, address: clara, now: Office.now))
            #expect(try !failures.suspend(link: link, address: clara, now: Office.now))
            #expect(try failures.isSuspended(link: link, address: clara))
            #expect(try !failures.isSuspended(link: office.links[1].id, address: clara))
            #expect(try failures.suspensions(of: link) == ["clara@example.org"])
            try failures.clear(link: link)
            #expect(try !failures.isSuspended(link: link, address: clara))
            #expect(try failures.count(link: link, address: clara, isWithheld: false, now: Office.now) == 1)
            try failures.clear(link: link, address: clara)
            #expect(try failures.count(link: link, address: clara, isWithheld: false, now: Office.now) == 1)
            try failures.forget(before: Office.now + .minutes(2))
            #expect(try failures.total(since: Office.now - .days(1)) == 2)
        }
    }

    @Test("SE-07, IV-06: a grant stands on one challenge, and its session has all of its grants", arguments: Engine.all)
    func grants(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let session = try await office.visit()
        let challenge = try await office.challenge(session, address: office.delivery.address, person: office.client.id)
        let grant = Grant(
            id: fresh(), session: session.id, person: office.client.id, address: office.delivery.address,
            createdAt: Office.now)
        try await office.database.write { try Grants($0).insert(grant, challenge: challenge.id) }
        #expect(try await office.database.read { try Grants($0).all(of: session.id) } == [grant])
        await #expect(throws: DatabaseFault.self) {
            try await office.database.write { transaction throws in
                let second = Grant(
                    id: fresh(), session: session.id, person: office.client.id, address: grant.address,
                    createdAt: Office.now)
                try Grants(transaction).insert(second, challenge: challenge.id)
            }
        }
    }
}
