import Domain
import Records
import SQL

/// A session about to begin.
struct SignInSession: Sendable {
    let id: ID<StaffSession>
    let tokenDigest: String
    let client: ClientTrace
    var way = SignInWay.password
    /// When they last showed who they are; nil for just now.
    var provenAt: Moment?

    /// Sessions one person may have at once (SE-08).
    static let most = 3

    /// Begins it; the oldest sessions make room.
    func begin(for person: ID<Person>, now: Moment, in transaction: any Transaction) throws {
        let sessions = StaffSessions(transaction)
        let live = try sessions.open(of: person).filter { $0.isLive(now: now) }
        for session in live.dropFirst(Self.most - 1) { try sessions.end(session.id, of: person, now: now) }
        try sessions.insert(
            StaffSession(
                id: id, person: person, createdAt: now, lastSeenAt: now, provenAt: provenAt, endedAt: nil,
                client: client,
                way: way),
            tokenDigest: tokenDigest)
    }
}
