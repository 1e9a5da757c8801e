import Cryptography
package import Domain
import Records
import SQL

/// What a sign-in that waits for its second factor is to be shown.
package enum PendingFactor: Sendable {
    /// There is no such sign-in, or it ran out.
    case over
    /// The code of the app, or a recovery code.
    case code
    /// Everybody needs a second factor, and this person has none yet.
    case setUp(FactorOffer)
}

/// How entering the second factor of a sign-in ends.
package enum FinishedSignIn: Sendable {
    /// There is no such sign-in, or it ran out.
    case over
    case wrong
    /// Nothing is tried before this moment.
    case tooManyTries(until: Moment)
    /// The cookie of the new session, whose it is, and where the app was just set up the recovery codes, told this once.
    case signedIn(BrowserSecret, ID<Person>, recoveryCodes: [String])
}

extension Installation {
    /// What the sign-in behind this cookie waits for. The secret of an app that was confirmed is never shown (SE-06).
    package func showPending(_ secret: BrowserSecret) async throws -> PendingFactor {
        let now = world.now()
        let digest = try secret.digest().hex
        return try await database.read { transaction in
            guard let found = try Self.pending(digest, now: now, in: transaction) else { return .over }
            guard found.factor.confirmedAt == nil else { return .code }
            return try self.offer(of: found.factor, in: transaction).map(PendingFactor.setUp) ?? .over
        }
    }

    /// Begins the session of a sign-in whose second factor is right. Its cookie is another one than that of the sign-in, which is
    /// dead at once (SE-02).
    package func finishSignIn(
        _ pending: BrowserSecret, _ entry: FactorEntry, from place: SignInPlace
    ) async throws -> FinishedSignIn {
        let now = world.now()
        let digest = try pending.digest().hex
        let secret = try SessionSecret.random(from: world)
        let session = SignInSession(id: try world.newID(), tokenDigest: try secret.digest().hex, client: place.client)
        let codes = try freshRecoveryCodes()
        return try await database.write { transaction in
            guard let found = try Self.pending(digest, now: now, in: transaction) else { return .over }
            var told: [String] = []
            if found.factor.confirmedAt == nil {
                guard case .timed(let digits) = entry else { return .wrong }
                let confirmed = try self.confirm(
                    found.pending.person, digits, codes, from: place, now: now, in: transaction)
                switch confirmed {
                case .on(let codes): told = codes
                case .wrong: return .wrong
                case .tooManyTries(let until): return .tooManyTries(until: until)
                case .noneBegun: return .over
                }
            } else {
                switch try self.check(entry, against: found.factor, from: place, now: now, in: transaction) {
                case .right: break
                case .wrong: return .wrong
                case .tooManyTries(let until): return .tooManyTries(until: until)
                }
            }
            guard try PendingSignIns(transaction).end(found.pending.id, now: now) else { return .over }
            if let linking = found.pending.linking {
                try self.link(linking, to: found.pending.person, from: place, now: now, in: transaction)
            }
            var session = session
            session.way = found.pending.way
            try session.begin(for: found.pending.person, now: now, in: transaction)
            return .signedIn(secret, found.pending.person, recoveryCodes: told)
        }
    }

    /// The sign-in behind a cookie with the factor that it waits for; none if it is over or the account was closed.
    private static func pending(
        _ digest: String, now: Moment, in transaction: any Transaction
    ) throws -> (pending: PendingSignIn, factor: SecondFactor)? {
        guard let pending = try PendingSignIns(transaction).find(tokenDigest: digest), pending.isLive(now: now),
            let account = try StaffAccounts(transaction).find(pending.person), account.disabledAt == nil,
            try mayLink(pending, account, now: now, in: transaction),
            let factor = try SecondFactors(transaction).find(pending.person)
        else { return nil }
        return (pending, factor)
    }

    /// Meanwhile somebody may have linked the one or the other, or withdrawn the invitation.
    private static func mayLink(
        _ pending: PendingSignIn, _ account: StaffAccount, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        guard let linking = pending.linking else { return true }
        let links = ProviderAccounts(transaction)
        return try links.find(linking) == nil && links.find(pending.person, issuer: linking.issuer) == nil
            && ProviderHolder.isWelcome(account, now: now, in: transaction)
    }
}
