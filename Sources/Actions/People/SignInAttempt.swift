import Cryptography
import Domain
import Records
import SQL

/// One attempt to sign in, as the limits see it: an account's address and the place it comes from.
struct SignInAttempt: Sendable {
    let address: EmailAddress
    let place: SignInPlace
    let limits: SignInLimits

    private var accountSubject: String { Self.subject(of: address) }
    private var placeSubject: String { "place \(place.limitKey)" }

    /// What stands in the way, and whose account it is.
    struct Sight: Sendable {
        let account: StaffAccount?
        let wait: Moment?
    }

    func look(now: Moment, in transaction: any Transaction) throws -> Sight {
        let account = try StaffAccounts(transaction).find(signingInAs: address)
        var waits = [try wait(placeSubject, now: now, in: transaction)]
        if try !isKnownPlace(of: account, now: now, in: transaction) {
            waits.append(try wait(accountSubject, now: now, in: transaction))
        }
        return Sight(account: account, wait: waits.compactMap { $0 }.max())
    }

    /// Counts a failure for both; true if this one locked the account.
    func count(now: Moment, in transaction: any Transaction) throws -> Bool {
        _ = try count(placeSubject, now: now, in: transaction)
        return try count(accountSubject, now: now, in: transaction) == limits.freeTries
    }

    /// The account's row is over. The place's is not: one good account gives no further guesses at others.
    func clear(in transaction: any Transaction) throws {
        try SignInFailures(transaction).clear(accountSubject)
    }

    /// Lets the account be tried again from everywhere.
    static func forgive(_ address: EmailAddress, in transaction: any Transaction) throws {
        try SignInFailures(transaction).clear(subject(of: address))
    }

    /// Until when nobody gets in at the account but from a known place; nil if it is not locked.
    static func lock(
        of address: EmailAddress, limits: SignInLimits, now: Moment, in transaction: any Transaction
    ) throws -> Moment? {
        try wait(subject(of: address), limits: limits, now: now, in: transaction)
    }

    private static func subject(of address: EmailAddress) -> String { "account \(address.canonical)" }

    private func wait(_ subject: String, now: Moment, in transaction: any Transaction) throws -> Moment? {
        try Self.wait(subject, limits: limits, now: now, in: transaction)
    }

    static func wait(
        _ subject: String, limits: SignInLimits, now: Moment, in transaction: any Transaction
    ) throws -> Moment? {
        guard let row = try SignInFailures(transaction).find(subject),
            let end = limits.wait(after: row.inARow, last: row.last)
        else { return nil }
        // A clock set far back must not lock for longer than any wait is.
        return end > now && row.last <= now + limits.longestWait ? end : nil
    }

    private func count(_ subject: String, now: Moment, in transaction: any Transaction) throws -> Int64 {
        try Self.count(subject, limits: limits, now: now, in: transaction)
    }

    /// One more failure of this subject; gives how many there were in a row.
    static func count(
        _ subject: String, limits: SignInLimits, now: Moment, in transaction: any Transaction
    ) throws -> Int64 {
        let row = try SignInFailures(transaction).find(subject)
        let isOver = row.map { limits.isOver(after: $0.inARow, last: $0.last, now: now) } ?? true
        let inARow = isOver ? 1 : (row?.inARow ?? 0) + 1
        try SignInFailures(transaction).set(subject, inARow: inARow, now: now)
        return inARow
    }

    private func isKnownPlace(
        of account: StaffAccount?, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        guard let account else { return false }
        return try StaffSessions(transaction).cameFrom(
            place.client.address, account.person, since: now - limits.knownPlace)
    }
}
