import Cryptography
package import Domain
import Records
import SQL

/// How ending a lock by a mailed link ends.
package enum EndedLock: Hashable, Sendable {
    /// No link of ours.
    case unknown
    /// It can be used no more.
    case over(AccountLinkState)
    case ended(ID<Person>)
}

/// How an administrator's lifting of a lock ends.
package enum LiftedLock: Hashable, Sendable {
    case notAllowed
    case unknown
    /// Nothing keeps this account from signing in.
    case nothingToDo
    case lifted
}

extension Installation {
    /// Lets an account be tried again, on behalf of whoever brings the link that was mailed when it was locked.
    package func endLock(_ text: String) async throws -> EndedLock {
        guard let digest = try Self.digest(ofAccountLink: text) else { return .unknown }
        let now = world.now()
        return try await database.write { transaction in
            guard let found = try Self.accountLink(digest, .unlocking, now: now, in: transaction) else {
                return .unknown
            }
            guard found.shown.state == .live, let address = found.shown.person.primaryAddress,
                try AccountLinks(transaction).use(found.link.id, now: now)
            else { return .over(found.shown.state == .live ? .used : found.shown.state) }
            try SignInAttempt.forgive(address, in: transaction)
            return .ended(found.shown.person.id)
        }
    }

    /// Lets a colleague's account be tried again.
    package func liftLock(of id: ID<Person>, by viewer: Viewer) async throws -> LiftedLock {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard try StaffAccounts(transaction).find(id) != nil,
                let address = try People(transaction).find(id)?.primaryAddress
            else { return .unknown }
            guard try SignInAttempt.lock(of: address, limits: self.signInLimits, now: now, in: transaction) != nil
            else { return .nothingToDo }
            try SignInAttempt.forgive(address, in: transaction)
            try AccountLinks(transaction).withdraw(.unlocking, of: id, now: now)
            return .lifted
        }
    }
}
