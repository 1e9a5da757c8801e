import Cryptography
package import Domain
import Records
import SQL

/// Thrown in the transaction of a dangerous act by somebody who did not prove who they are within ten minutes; nothing is done.
package struct ProofNeeded: Error {
    package init() {}
}

/// How proving who one is ends.
package enum Proven: Sendable {
    /// Password or second factor.
    case wrong
    /// Nothing is tried before this moment.
    case tooManyTries(until: Moment)
    /// The session's new cookie; the one before is dead.
    case proven(BrowserSecret)
}

extension Installation {
    /// Lets pass who gave their password, and second factor if they have one, within ten minutes. A program has no browser that
    /// somebody else could sit at: its token is proof.
    static func requireProof(_ viewer: Viewer, now: Moment, in transaction: any Transaction) throws {
        guard let session = viewer.session else { return }
        guard try StaffSessions(transaction).find(session)?.isProven(now: now) == true else { throw ProofNeeded() }
    }

    /// Whether the viewer is asked for a second factor when they prove who they are.
    package func hasFactor(_ viewer: Viewer) async throws -> Bool {
        try await database.read { try SecondFactors($0).find(viewer.person)?.confirmedAt != nil }
    }

    /// Proves that the viewer is who they were when they signed in. `secret` is their session's cookie; limits are those of
    /// signing in.
    package func prove(
        password: String, _ entry: FactorEntry?, by viewer: Viewer, _ secret: BrowserSecret, from place: SignInPlace
    ) async throws -> Proven {
        guard takesPasswords else { return .wrong }
        let before = world.now()
        let own = try await database.read { transaction in
            (
                address: try People(transaction).find(viewer.person)?.primaryAddress,
                account: try StaffAccounts(transaction).find(viewer.person)
            )
        }
        guard let address = own.address, let session = viewer.session else { return .wrong }
        let attempt = SignInAttempt(address: address, place: place, limits: signInLimits)
        if let until = try await database.read({ try attempt.look(now: before, in: $0) }).wait {
            return .tooManyTries(until: until)
        }
        let isRight = try await isRight(ChosenPassword.composed(password), for: own.account)
        let fresh = try SessionSecret.random(from: world)
        let (old, new) = (try secret.digest().hex, try fresh.digest().hex)
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            if let until = try attempt.look(now: now, in: transaction).wait { return .tooManyTries(until: until) }
            let account = try StaffAccounts(transaction).find(viewer.person)
            guard isRight, account?.passwordHash == own.account?.passwordHash else {
                _ = try attempt.count(now: now, in: transaction)
                return .wrong
            }
            if let factor = try SecondFactors(transaction).find(viewer.person), factor.confirmedAt != nil {
                guard let entry else { return .wrong }
                switch try self.check(entry, against: factor, from: place, now: now, in: transaction) {
                case .right: break
                case .wrong: return .wrong
                case .tooManyTries(let until): return .tooManyTries(until: until)
                }
            }
            guard try StaffSessions(transaction).rotate(session, from: old, to: new, provenAt: now) else {
                throw ViewerGone()
            }
            return .proven(fresh)
        }
    }
}
