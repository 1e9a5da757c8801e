import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How an attempt to sign in ends.
package enum SignIn: Sendable {
    /// The cookie of the new session, and whose it is.
    case signedIn(BrowserSecret, ID<Person>)
    /// The password was right. The cookie opens nothing but the page that asks for the second factor, or sets one up (SE-06).
    case factorNeeded(BrowserSecret)
    /// Wrong password, unknown address and closed account alike.
    case wrong
    /// Nothing is tried before this moment.
    case tooManyTries(until: Moment)
}

/// Where an attempt to sign in comes from.
package struct SignInPlace: Sendable {
    let client: ClientTrace
    /// What limits count by: the address, or the network of an IPv6 one.
    let limitKey: String
    /// In words from a fixed list: `Firefox on Windows`.
    let browser: String

    package init(client: ClientTrace, limitKey: String, browser: String) {
        self.client = client
        self.limitKey = limitKey
        self.browser = browser
    }
}

extension Installation {
    /// Begins a session for whoever knows the password of the account with this address; always a new one (SE-02). Where a second
    /// factor is set up or required, it begins none yet.
    ///
    /// Unknown addresses take the same time and the same limits (AU-02). The limit is looked at again in the transaction that
    /// counts: of any number of attempts at once, no more are answered than one after the other.
    package func signIn(
        address: EmailAddress, password: String, from place: SignInPlace
    ) async throws -> SignIn {
        guard takesPasswords else { return .wrong }
        let before = world.now()
        let attempt = SignInAttempt(address: address, place: place, limits: signInLimits)
        let found = try await database.read { try attempt.look(now: before, in: $0) }
        if let until = found.wait { return .tooManyTries(until: until) }
        let typed = ChosenPassword.composed(password)
        let isRight = try await isRight(typed, for: found.account)
        let newHash = isRight ? try await rehash(typed, of: found.account) : nil
        let now = world.now()
        let secret = try SessionSecret.random(from: world)
        let session = SignInSession(id: try world.newID(), tokenDigest: try secret.digest().hex, client: place.client)
        let wayBack = try FreshAccountLink(.unlocking, world: world)
        let pending: ID<PendingSignIn> = try world.newID()
        let factor = try found.account.map { try freshFactor(of: $0.person) }
        return try await database.write { transaction in
            let current = try attempt.look(now: now, in: transaction)
            if let until = current.wait { return .tooManyTries(until: until) }
            guard isRight, let account = current.account, account.passwordHash == found.account?.passwordHash,
                account.disabledAt == nil
            else {
                if try attempt.count(now: now, in: transaction) {
                    try self.mail(wayBack, intoLocked: current.account, now: now, in: transaction)
                }
                return .wrong
            }
            try attempt.clear(in: transaction)
            if let newHash { try StaffAccounts(transaction).setPassword(newHash, of: account.person) }
            if try self.needsFactor(account.person, setUp: factor, in: transaction) {
                try PendingSignIns(transaction).insert(
                    PendingSignIn(id: pending, person: account.person, createdAt: now),
                    tokenDigest: session.tokenDigest)
                return .factorNeeded(secret)
            }
            try session.begin(for: account.person, now: now, in: transaction)
            return .signedIn(secret, account.person)
        }
    }

    /// Whether the password alone does not do; where everybody needs a second factor, one is begun for whoever has none.
    func needsFactor(
        _ person: ID<Person>, setUp fresh: SecondFactor?, in transaction: any Transaction
    ) throws -> Bool {
        if try SecondFactors(transaction).find(person)?.confirmedAt != nil { return true }
        guard organisation.requiresSecondFactor, let fresh else { return false }
        _ = try SecondFactors(transaction).begin(fresh)
        return true
    }

    /// A password too long to be one costs the same as a wrong one.
    func isRight(_ password: String, for account: StaffAccount?) async throws -> Bool {
        guard let text = account?.passwordHash, password.utf8.count <= ChosenPassword.longest else {
            try await passwords.checkAgainstNobody(String(password.prefix(ChosenPassword.longest)))
            return false
        }
        return try await passwords.check(password, against: PasswordHash(reading: text))
    }

    /// The password at today's cost, if it is stored at another.
    private func rehash(_ password: String, of account: StaffAccount?) async throws -> String? {
        guard let text = account?.passwordHash, passwords.isOutdated(try PasswordHash(reading: text)) else {
            return nil
        }
        return try await passwords.hash(password).text
    }

    /// The owner of a locked account is told, and mailed a way back in.
    private func mail(
        _ wayBack: FreshAccountLink, intoLocked account: StaffAccount?, now: Moment, in transaction: any Transaction
    ) throws {
        guard let account, account.disabledAt == nil,
            let address = try People(transaction).find(account.person)?.primaryAddress
        else { return }
        try mail(wayBack, to: account.person, at: address, now: now, in: transaction)
    }
}
