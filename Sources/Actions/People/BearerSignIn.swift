import Cryptography
package import Domain
import Records
import SQL

/// The program behind a token, and for whom it acts.
package struct Bearer: Sendable {
    package let viewer: Viewer
    package let token: ApiToken
    package let role: StaffRole
}

extension Installation {
    /// Who asks with this token: none if it is no token of ours, over or revoked, or if the person's account was closed.
    ///
    /// Rights are read anew each time, so that a change of role acts on the next request (AU-03). That the token was used is
    /// written at most once a minute.
    package func bearer(_ text: String) async throws -> Bearer? {
        guard let secret = try? BearerSecret(reading: text) else { return nil }
        let now = world.now()
        let digest = try secret.digest().hex
        let found = try await database.read { transaction -> Bearer? in
            guard let token = try ApiTokens(transaction).find(digest: digest), token.isLive(now: now),
                let account = try StaffAccounts(transaction).find(token.person), account.disabledAt == nil,
                let person = try People(transaction).find(token.person)
            else { return nil }
            let viewer = Viewer(
                person: person.id, session: nil, token: token.id, name: person.name, rights: account.rights)
            return Bearer(viewer: viewer, token: token, role: account.role)
        }
        guard let found else { return nil }
        if found.token.lastUsedAt.map({ now >= $0 + .minutes(1) }) ?? true {
            try await database.write(.guarded) { try ApiTokens($0).touch(found.token.id, now: now) }
        }
        return found
    }

    /// The same program a while later, with the rights of now; throws `ViewerGone` where it would be let in no more.
    package func again(_ bearer: Bearer) async throws -> Bearer {
        let now = world.now()
        return try await database.read { transaction in
            let viewer = try Self.present(bearer.viewer, now: now, in: transaction)
            let role = try StaffAccounts(transaction).find(viewer.person)?.role ?? bearer.role
            return Bearer(viewer: viewer, token: bearer.token, role: role)
        }
    }
}
