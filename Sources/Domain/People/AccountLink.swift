/// A mailed link that lets whoever reads the mail at an account, or on into the portal, once. Only its digest is kept.
package struct AccountLink: Hashable, Sendable {
    package let id: ID<AccountLink>
    package let person: ID<Person>
    package let purpose: AccountLinkPurpose
    package let createdAt: Moment
    package let expiresAt: Moment
    package let usedAt: Moment?
    /// When it was taken back, or another one took its place.
    package let withdrawnAt: Moment?

    package init(
        id: ID<AccountLink>, person: ID<Person>, purpose: AccountLinkPurpose, createdAt: Moment, expiresAt: Moment,
        usedAt: Moment? = nil, withdrawnAt: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.purpose = purpose
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
        self.withdrawnAt = withdrawnAt
    }

    /// Expiry is exclusive; a wall clock set back by more than five minutes revives nothing (RL-11).
    package func state(now: Moment) -> AccountLinkState {
        if usedAt != nil { return .used }
        if withdrawnAt != nil { return .withdrawn }
        return now < expiresAt && now >= createdAt - .minutes(5) ? .live : .expired
    }
}

/// What a link to an account is good for.
package enum AccountLinkPurpose: String, CaseIterable, Sendable {
    /// To choose the first password.
    case invitation
    /// To choose another one.
    case passwordReset = "password reset"
    /// To end a lock after too many wrong passwords.
    case unlocking
    /// To activate access to the portal.
    case portal

    package var life: Duration {
        switch self {
        case .invitation, .portal: .days(7)
        case .passwordReset, .unlocking: .hours(1)
        }
    }
}

/// What has become of a link to an account.
package enum AccountLinkState: String, CaseIterable, Sendable {
    case live
    case expired
    case used
    case withdrawn
}
