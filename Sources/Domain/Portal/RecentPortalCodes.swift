/// When codes for the portal were sent lately. Anybody can type anybody's address there, so what others asked for keeps nobody
/// from asking, and places that are known have a share of the mail that strangers cannot use up (IV-10).
package struct RecentPortalCodes: Sendable {
    /// For this challenge.
    package let ofChallenge: [Moment]
    /// For this address in this browser session, mailed or not, in the last day.
    package let ofSession: [Moment]
    /// Mailed to this address, for whatever door, in the last ten minutes.
    package let mailed: [Moment]
    /// Mailed to this address for the portal in the last day: from places that are known, or from those that are not.
    package let ofPlace: [Moment]
    /// Whether somebody signed in with this address from there before.
    package let isKnownPlace: Bool

    package init(
        ofChallenge: [Moment], ofSession: [Moment], mailed: [Moment], ofPlace: [Moment], isKnownPlace: Bool
    ) {
        self.ofChallenge = ofChallenge
        self.ofSession = ofSession
        self.mailed = mailed
        self.ofPlace = ofPlace
        self.isKnownPlace = isKnownPlace
    }

    /// None when another code may be asked for in this browser; else the moment from which it may.
    package func refusal(_ limits: CodeLimits, now: Moment) -> Moment? {
        RecentCodes(ofChallenge: ofChallenge, ofDoorAndAddress: ofSession, ofAddress: ofSession, mailed: [])
            .refusal(limits, now: now)
    }

    /// Whether the mailbox has had all it may have for now. Nobody is told.
    package func isMailboxFull(_ limits: CodeLimits, now: Moment) -> Bool {
        let most = isKnownPlace ? limits.sendsInTenMinutes : limits.sendsInTenMinutes - 1
        return RecentCodes.next(mailed, at: now, most: most, in: .minutes(10)) != nil
            || RecentCodes.next(ofPlace, at: now, most: limits.sendsAnHour, in: .hours(1)) != nil
            || RecentCodes.next(ofPlace, at: now, most: limits.sendsADay, in: .days(1)) != nil
    }
}
