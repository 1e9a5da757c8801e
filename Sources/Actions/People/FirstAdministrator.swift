import Cryptography
package import Domain
import Records
import SQL

/// How the making of the first administrator ends.
package enum MadeFirstAdministrator: Hashable, Sendable {
    /// Somebody can sign in already: there is no such page any more.
    case closed
    /// Not the token of the console, or used, or older than an hour.
    case wrongToken
    case made(ID<Person>)
}

extension Installation {
    /// Whether nobody can sign in yet.
    package func awaitsFirstAdministrator() async throws -> Bool {
        try await database.read { try !StaffAccounts($0).anyExists() }
    }

    /// A fresh one-time token for the console, good for an hour (OP-04); nil once anybody can sign in. Earlier tokens are void.
    package func issueSetupToken() async throws -> String? {
        let now = world.now()
        let secret = try SessionSecret.random(from: world)
        let digest = try secret.digest().hex
        return try await database.write { transaction in
            guard try !StaffAccounts(transaction).anyExists() else { return nil }
            try SetupTokens(transaction).issue(digest: digest, now: now, expiresAt: now + .hours(1))
            return secret.cookie
        }
    }

    /// Makes the first administrator of whoever brings the console's token. The token is used up with the account's row.
    package func makeFirstAdministrator(
        _ new: NewStaff, token: String
    ) async throws -> MadeFirstAdministrator {
        guard try await awaitsFirstAdministrator() else { return .closed }
        guard let secret = try? SessionSecret(reading: token.trimmed) else { return .wrongToken }
        let digest = try secret.digest().hex
        let now = world.now()
        let administrator = new.with(role: .administrator)
        let added = try await add(administrator) { transaction in
            guard try !StaffAccounts(transaction).anyExists() else { return false }
            return try SetupTokens(transaction).use(digest: digest, now: now)
        }
        switch added {
        case .added(let person): return .made(person)
        case .addressTaken: return .closed
        case .notAllowed: return try await awaitsFirstAdministrator() ? .wrongToken : .closed
        }
    }
}
