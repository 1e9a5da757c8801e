import Domain
import TestSupport
import Testing

@Suite struct VisitorSessionTests {
    private let born = Moment(milliseconds: 1_800_000_000_000)
    private let limits = SessionLimits()

    private func session(seen: Duration, closing: Duration? = nil, ended: Duration? = nil) -> VisitorSession {
        VisitorSession(
            id: ID(high: 1, low: 1), createdAt: born, lastSeenAt: born + seen, closingAt: closing.map { born + $0 },
            endedAt: ended.map { born + $0 })
    }

    @Test("SE-03: without a sign of life a session ends after 30 minutes, to the millisecond") func idle() {
        let session = session(seen: .minutes(10))
        #expect(session.isLive(limits, now: born + .minutes(10)))
        #expect(session.isLive(limits, now: born + .minutes(40) - .milliseconds(1)))
        #expect(!session.isLive(limits, now: born + .minutes(40)))
    }

    @Test("SE-03, N-22: after 8 hours a session ends however busy it was") func absolute() {
        let last = Duration.hours(8) - .milliseconds(1)
        #expect(session(seen: last).isLive(limits, now: born + last))
        #expect(!session(seen: last).isLive(limits, now: born + .hours(8)))
        #expect(!session(seen: .hours(9)).isLive(limits, now: born + .hours(9)))
    }

    @Test("TR-28, TR-29: 90 seconds after its last page went away a session is over") func closing() {
        let session = session(seen: .minutes(1), closing: .minutes(1))
        #expect(session.isLive(limits, now: born + .minutes(1) + .seconds(89)))
        #expect(!session.isLive(limits, now: born + .minutes(1) + .seconds(90)))
    }

    @Test("SE-04: an ended session is over at once and at any time") func ended() {
        for now in [.zero, .minutes(1), .hours(1)] as [Duration] {
            #expect(!session(seen: .zero, ended: .minutes(1)).isLive(limits, now: born + now))
        }
    }

    @Test("SE-03, RL-11: a clock set back ends a session instead of prolonging it") func clockSetBack() {
        let session = session(seen: .hours(7))
        #expect(session.isLive(limits, now: born + .hours(7) - .minutes(5)))
        #expect(!session.isLive(limits, now: born + .hours(7) - .minutes(5) - .milliseconds(1)))
        #expect(!session.isLive(limits, now: born + .hours(6)))
        #expect(!session.isLive(limits, now: born - .days(10)))
    }

    @Test("SE-03: no session lives outside the window that its limits leave, at any moment") func window() {
        var chance = SeededGenerator(seed: 12)
        for _ in 0..<5_000 {
            let seen = Duration.seconds(Int64.random(in: 0...30_000, using: &chance))
            let now = born + .seconds(Int64.random(in: -90_000...90_000, using: &chance))
            if session(seen: seen).isLive(limits, now: now) {
                #expect(now < born + .hours(8) && now < born + seen + .minutes(30) && now >= born + seen - .minutes(5))
            }
        }
        for now in [Moment(milliseconds: .min), Moment(milliseconds: .max)] {
            #expect(!session(seen: .zero).isLive(limits, now: now))
        }
    }
}

@Suite struct StaffSessionTests {
    private let born = Moment(milliseconds: 1_800_000_000_000)

    private func session(seen: Duration, ended: Bool = false) -> StaffSession {
        StaffSession(
            id: ID(high: 1, low: 1), person: ID(high: 2, low: 2), createdAt: born, lastSeenAt: born + seen,
            endedAt: ended ? born : nil, client: ClientTrace(address: "127.0.0.1", userAgent: "test"))
    }

    @Test("SE-03: staff are signed out after 30 idle minutes and after 12 hours") func limits() {
        #expect(session(seen: .zero).isLive(now: born + .minutes(30) - .milliseconds(1)))
        #expect(!session(seen: .zero).isLive(now: born + .minutes(30)))
        #expect(session(seen: .hours(12) - .seconds(1)).isLive(now: born + .hours(12) - .milliseconds(1)))
        #expect(!session(seen: .hours(12)).isLive(now: born + .hours(12)))
        #expect(!session(seen: .zero, ended: true).isLive(now: born))
    }

    @Test("SE-03, RL-11: a clock set back signs staff out") func clockSetBack() {
        #expect(session(seen: .hours(3)).isLive(now: born + .hours(3) - .minutes(4)))
        #expect(!session(seen: .hours(3)).isLive(now: born + .hours(2)))
        #expect(!session(seen: .zero).isLive(now: born - .days(1)))
    }

    @Test("CL-08: a user agent is kept short and printable") func clientTrace() {
        let trace = ClientTrace(
            address: "::1", userAgent: "A\r\nB\0\u{85}\u{9b}C" + String(repeating: "\u{301}", count: 9_000))
        #expect(trace.userAgent.unicodeScalars.count == 300)
        #expect(trace.userAgent.hasPrefix("AB"))
        #expect(!trace.userAgent.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(ClientTrace(address: trace.address, userAgent: trace.userAgent) == trace)
    }
}
