import Cryptography
package import Domain
import Records
import SQL

/// How making a token ends.
package enum IssuedToken: Sendable {
    /// Nobody signs in under this address.
    case noSuchAccount
    /// The account is closed.
    case closed
    /// The token, told this once.
    case issued(String)
}

/// A token with the name of the person it acts for.
package struct ListedToken: Sendable {
    package let token: ApiToken
    package let person: String
}

/// How revoking a token ends.
package enum RevokedToken: Hashable, Sendable {
    /// This viewer sees no such token.
    case unknown
    case nothingToDo
    case revoked(of: ID<Person>)
}

extension Installation {
    /// Makes a token that acts for whoever signs in under this address, on behalf of whoever has the machine.
    package func issueToken(
        for address: EmailAddress, name: String, lifetime: TokenLifetime
    ) async throws -> IssuedToken {
        let name = try Typed.line(name, field: "name", limit: 100)
        let secret = try BearerSecret.random(from: world)
        let digest = try secret.digest().hex
        let id: ID<ApiToken> = try world.newID()
        let now = world.now()
        return try await database.write { transaction in
            guard let account = try StaffAccounts(transaction).find(signingInAs: address) else { return .noSuchAccount }
            guard account.disabledAt == nil else { return .closed }
            let token = ApiToken(
                id: id, person: account.person, name: name, createdAt: now, expiresAt: now + .days(lifetime.days),
                lastUsedAt: nil, revokedAt: nil)
            try ApiTokens(transaction).insert(token, digest: digest)
            return .issued(secret.text)
        }
    }

    /// The tokens that still open something, the newest first; none for an address under which nobody signs in.
    package func listTokens(of address: EmailAddress? = nil) async throws -> [ListedToken]? {
        let now = world.now()
        return try await database.read { transaction in
            var person: ID<Person>?
            if let address {
                guard let account = try StaffAccounts(transaction).find(signingInAs: address) else { return nil }
                person = account.person
            }
            let tokens = try ApiTokens(transaction).unrevoked(of: person).filter { $0.isLive(now: now) }
            let people = try People(transaction).find(tokens.map(\.person))
            return tokens.map { ListedToken(token: $0, person: people[$0.person]?.name ?? "") }
        }
    }

    /// Revokes a token on behalf of whoever has the machine.
    package func revokeToken(_ id: ID<ApiToken>) async throws -> RevokedToken {
        let now = world.now()
        return try await database.write { try Self.revoke(id, now: now, in: $0) { _ in true } }
    }

    /// Revokes a token of the viewer's own, or, as an administrator, of anybody: from its next request on it opens nothing. That
    /// cannot be taken back, so it needs proof.
    package func revokeToken(_ id: ID<ApiToken>, by viewer: Viewer) async throws -> RevokedToken {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            try Self.revoke(id, now: now, in: transaction) { token in
                guard token.person == viewer.person || viewer.rights.mayAdminister else { return false }
                try Self.requireProof(viewer, now: now, in: transaction)
                return true
            }
        }
    }

    /// A token that this viewer may revoke, before they are asked whether they mean it.
    package func showToken(_ id: ID<ApiToken>, to viewer: Viewer) async throws -> ListedToken? {
        let now = world.now()
        return try await database.read { transaction in
            guard let token = try ApiTokens(transaction).find(id), token.isLive(now: now),
                token.person == viewer.person || viewer.rights.mayAdminister
            else { return nil }
            return ListedToken(token: token, person: try People(transaction).find(token.person)?.name ?? "")
        }
    }

    private static func revoke(
        _ id: ID<ApiToken>, now: Moment, in transaction: any Transaction, if isAllowed: (ApiToken) throws -> Bool
    ) throws -> RevokedToken {
        guard let token = try ApiTokens(transaction).find(id), try isAllowed(token) else { return .unknown }
        return try ApiTokens(transaction).revoke(id, now: now) ? .revoked(of: token.person) : .nothingToDo
    }
}
