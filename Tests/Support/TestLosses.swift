package import Actions
internal import Cryptography
internal import Domain
internal import Records

/// What can happen to somebody between the beginning of what they ask for and its end.
package enum LostStanding: String, CaseIterable, Sendable {
    case disabled = "the account's being closed"
    case demoted = "another role"
    case revoked = "the token's being revoked"
    case overdue = "the token's running out"
    case ended = "the session's end"

    /// Whether they are somebody still, with other rights.
    package var isStillThere: Bool { self == .demoted }
    package var isOfProgram: Bool { self == .revoked || self == .overdue }
}

extension TestInstallation {
    /// The viewer as a program of theirs would be.
    package func program(of viewer: Viewer) async throws -> Viewer {
        let now = world.now()
        let token = ApiToken(
            id: try world.newID(), person: viewer.person, name: "Reports", createdAt: now, expiresAt: now + .days(1),
            lastUsedAt: nil, revokedAt: nil)
        try await write { try ApiTokens($0).insert(token, digest: token.id.text) }
        return Viewer(
            person: viewer.person, session: nil, token: token.id, name: viewer.name, rights: viewer.rights)
    }

    /// Does it, to an auditor's role where it is one, and nothing else: sessions and tokens of a closed account stay.
    package func take(_ loss: LostStanding, from viewer: Viewer) async throws {
        let now = world.now()
        if loss == .overdue { world.pass(.days(1)) }
        try await write { transaction in
            switch loss {
            case .disabled: try StaffAccounts(transaction).setDisabled(now, of: viewer.person)
            case .demoted: try StaffAccounts(transaction).setRole(.auditor, of: viewer.person)
            case .revoked: _ = try ApiTokens(transaction).revokeAll(of: viewer.person, now: now)
            case .overdue: break
            case .ended: try StaffSessions(transaction).endAll(of: viewer.person, now: now)
            }
        }
    }
}
