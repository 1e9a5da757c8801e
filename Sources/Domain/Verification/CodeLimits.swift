/// How often codes may be asked for and guessed. One place for all numbers of identity verification.
package struct CodeLimits: Hashable, Sendable {
    package var codeLife = Duration.minutes(10)
    package var challengeLife = Duration.minutes(30)
    package var attempts: Int64 = 5
    /// How many unexpired codes of one challenge stay valid when further ones are asked for (N-13).
    package var codesKept = 3
    package var coolDown = Duration.seconds(30)
    package var sendsAnHour = 5
    package var sendsADay = 10
    /// To one address over the whole service, in ten minutes.
    package var sendsInTenMinutes = 3
    /// Wrong codes in a row for one link and address before it is suspended until staff re-issue it.
    package var failuresInARow: Int64 = 20
    /// Wrong codes for one address over all links in 24 hours.
    package var failuresADay: Int64 = 100
    /// Wrong codes for one address at the portal in 24 hours, counted apart for places that are known and those that are not.
    package var failuresADayAtPortal: Int64 = 20
    /// Wrong codes in the whole installation in an hour before every answer is delayed.
    package var failuresAnHourAnywhere: Int64 = 1000
    /// How long every answer is held back then.
    package var delayWhileGuessed = Duration.seconds(30)

    package init() {}
}

/// When codes were sent lately, newest last: what the limits on sending look at.
package struct RecentCodes: Sendable {
    /// For this challenge.
    package let ofChallenge: [Moment]
    /// For this door and typed address, in the last day.
    package let ofDoorAndAddress: [Moment]
    /// For this address at this door or in this browser session, mailed or not, in the last ten minutes: what the asker
    /// may know of.
    package let ofAddress: [Moment]
    /// Mailed to this address, whoever asked on whatever link, in the last ten minutes.
    package let mailed: [Moment]

    package init(ofChallenge: [Moment], ofDoorAndAddress: [Moment], ofAddress: [Moment], mailed: [Moment]) {
        self.ofChallenge = ofChallenge
        self.ofDoorAndAddress = ofDoorAndAddress
        self.ofAddress = ofAddress
        self.mailed = mailed
    }

    /// None when a code may go out now; else the moment from which it may. A limit below one counts as one.
    package func refusal(_ limits: CodeLimits, now: Moment) -> Moment? {
        [
            Self.next(ofChallenge, at: now, most: 1, in: limits.coolDown),
            Self.next(ofDoorAndAddress, at: now, most: limits.sendsAnHour, in: .hours(1)),
            Self.next(ofDoorAndAddress, at: now, most: limits.sendsADay, in: .days(1)),
            Self.next(ofAddress, at: now, most: limits.sendsInTenMinutes, in: .minutes(10)),
        ].compactMap { $0 }.max()
    }

    /// Whether the mailbox has had all it may have for now (IV-08). Nobody is told: the limit would say to whoever holds two
    /// links, or one that is not the address's own, what is mailed to it (IV-09).
    package func isMailboxFull(_ limits: CodeLimits, now: Moment) -> Bool {
        Self.next(mailed, at: now, most: limits.sendsInTenMinutes, in: .minutes(10)) != nil
    }

    static func next(_ past: [Moment], at now: Moment, most: Int, in window: Duration) -> Moment? {
        let inside = past.filter { $0 + window > now }.sorted()
        let allowed = max(1, most)
        guard inside.count >= allowed else { return nil }
        return inside[inside.count - allowed] + window
    }
}
