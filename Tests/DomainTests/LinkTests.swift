import Domain
import Testing

@Suite struct LinkLifetimeTests {
    private static let month: Int64 = 30 * 86_400

    @Test("LT-05: a link lives 15 minutes at least and no longer than organisation and 90 days allow") func bounds()
        throws
    {
        for seconds in [LinkLifetime.shortest, 86_400, Self.month] {
            #expect(try LinkLifetime(reading: seconds, maximum: Self.month).seconds == seconds)
        }
        for seconds in [Int64.min, -1, 0, LinkLifetime.shortest - 1, Self.month + 1, .max] {
            #expect(throws: Malformed.self) { try LinkLifetime(reading: seconds, maximum: Self.month) }
        }
        #expect(try LinkLifetime(reading: LinkLifetime.longest, maximum: .max).seconds == 90 * 86_400)
        #expect(throws: Malformed.self) { try LinkLifetime(reading: LinkLifetime.longest + 1, maximum: .max) }
        #expect(throws: Malformed.self) { try LinkLifetime(reading: LinkLifetime.shortest, maximum: 0) }
        #expect(LinkLifetime.standard.seconds == 7 * 86_400)
    }

    @Test(
        "LT-05: the refusal names the organisation's limit in a unit that fits",
        arguments: [
            (30 * 86_400, "at most 30 days"), (86_400, "at most 1 day."), (7200, "at most 2 hours"),
            (1800, "at most 30 minutes"),
        ]) func words(maximum: Int64, phrase: String)
    {
        let fault = #expect(throws: Malformed.self) { try LinkLifetime(reading: maximum + 1, maximum: maximum) }
        #expect(fault?.remedy.contains(phrase) == true)
    }

    @Test("LT-05: the end is a whole second, after now and never beyond the lifetime") func end() throws {
        let life = try LinkLifetime(reading: 900, maximum: Self.month)
        for milliseconds in [0, 1, 999, 1000, 1_795_442_527_120] as [Int64] {
            let now = Moment(milliseconds: milliseconds)
            let end = life.end(from: now)
            #expect(end.millisecondOfSecond == 0)
            #expect(end > now && end <= now + .seconds(900) && end > now + .seconds(899))
        }
        _ = (life.end(from: Moment(milliseconds: .min)), life.end(from: Moment(milliseconds: .max)))
        _ = LinkLifetime(stored: .max).end(from: Moment(milliseconds: 0))
    }
}

@Suite struct LinkStateTests {
    private let end = Moment(milliseconds: 1_000_000)

    private func state(
        extended: Moment? = nil, link: Bool = false, delivery: Bool = false, send: Bool = false, at now: Moment
    ) -> LinkState {
        let story = Story()
        let withdrawn = Moment(milliseconds: 10)
        return LinkState(
            FileLink(
                id: ID(high: 1, low: 1), delivery: story.delivery, attachment: nil, expiresAt: end,
                extendedUntil: extended, revokedAt: link ? withdrawn : nil, createdAt: Moment(milliseconds: 0)),
            delivery: Delivery(
                id: story.delivery, send: ID(high: 3, low: 3), recipient: story.recipient, address: story.address,
                createdAt: Moment(milliseconds: 0), revokedAt: delivery ? withdrawn : nil),
            send: Send(
                id: ID(high: 3, low: 3), update: ID(high: 4, low: 4), sender: story.stranger,
                options: SendOptions(
                    identityVerification: true, associateOtherRecipients: true, linkLifetime: .standard,
                    additionalNote: nil),
                createdAt: Moment(milliseconds: 0), revokedAt: send ? withdrawn : nil),
            now: now)
    }

    @Test("LT-05: at the very moment of its end a link is over, a millisecond before it is not") func exclusive() {
        #expect(state(at: end) == .expired)
        #expect(state(at: end + .milliseconds(1)) == .expired)
        #expect(state(at: end - .milliseconds(1)) == .live(until: end))
        #expect(state(at: Moment(milliseconds: .min)) == .live(until: end))
        #expect(state(at: Moment(milliseconds: .max)) == .expired)
    }

    @Test("OS-10: an extension lets the same link open until then, and never shortens it") func extensions() {
        let later = end + .days(1)
        #expect(state(extended: later, at: end) == .live(until: later))
        #expect(state(extended: later, at: later) == .expired)
        #expect(state(extended: end - .days(1), at: end - .milliseconds(1)) == .live(until: end))
    }

    @Test("LT-07, OS-12: revoking link, delivery or send withdraws it, also when expired or extended", arguments: 1..<8)
    func revocation(bits: Int) {
        for now in [Moment(milliseconds: 0), end, end + .days(400)] {
            let found = state(
                extended: end + .days(1), link: bits & 1 != 0, delivery: bits & 2 != 0, send: bits & 4 != 0, at: now)
            #expect(found == .revoked)
        }
    }
}
