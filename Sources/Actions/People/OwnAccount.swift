import Cryptography
package import Domain
import Records
import SQL

/// What a member of staff sees of their own account.
package struct OwnAccount: Sendable {
    package let person: Person
    package let role: StaffRole
    /// Whether signing in takes an authenticator app as well.
    package let hasFactor: Bool
    /// Live ones, the newest first.
    package let sessions: [StaffSession]
    /// Live ones, the newest first.
    package let tokens: [ApiToken]
}

extension Installation {
    /// The account of the viewer; none if it was closed this moment.
    package func showOwnAccount(to viewer: Viewer) async throws -> OwnAccount? {
        let now = world.now()
        return try await database.read { transaction in
            guard let person = try People(transaction).find(viewer.person),
                let account = try StaffAccounts(transaction).find(viewer.person)
            else { return nil }
            let sessions = try StaffSessions(transaction).open(of: viewer.person).filter { $0.isLive(now: now) }
            let tokens = try ApiTokens(transaction).unrevoked(of: viewer.person).filter { $0.isLive(now: now) }
            return OwnAccount(
                person: person, role: account.role,
                hasFactor: try !SecondFactors(transaction).having([viewer.person]).isEmpty, sessions: sessions,
                tokens: tokens)
        }
    }
}
