import Cryptography
package import Domain
import Mail
import Outbound
import Records
import SQL

/// How taking somebody's link to the sign-in service away ends.
package enum UnlinkedProvider: Hashable, Sendable {
    case notAllowed
    case unknown
    /// There is none.
    case nothingToDo
    case unlinked
}

/// The ways in which somebody can prove anew who they are.
package struct ProofWays: Hashable, Sendable {
    package let hasPassword: Bool
    /// Whether a second factor is asked for.
    package let hasFactor: Bool
    /// Whether it is asked for beside the sign-in service as well.
    package let providerNeedsFactor: Bool
    /// The name of the sign-in service; nil where they have no account there.
    package let provider: String?
}

extension Installation {
    /// Takes a colleague's link to the sign-in service away: the next account there whose verified address is theirs takes its
    /// place. Their sessions end.
    package func unlinkProvider(of id: ID<Person>, by viewer: Viewer) async throws -> UnlinkedProvider {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard let issuer = self.identityProvider?.issuer, try StaffAccounts(transaction).find(id) != nil else {
                return .unknown
            }
            try Self.requireProof(viewer, now: now, in: transaction)
            guard try ProviderAccounts(transaction).remove(id, issuer: issuer) else { return .nothingToDo }
            try StaffSessions(transaction).endAll(of: id, now: now)
            try self.tellStaff(
                id, .providerUnlinked, browser: "that of an administrator", place: self.organisation.host, now: now,
                in: transaction)
            return .unlinked
        }
    }

    /// How the viewer can prove who they are.
    package func proofWays(_ viewer: Viewer) async throws -> ProofWays {
        try await database.read { transaction in
            let hasFactor = try SecondFactors(transaction).find(viewer.person)?.confirmedAt != nil
            let hasPassword = try StaffAccounts(transaction).find(viewer.person)?.passwordHash != nil
            let service = try self.identityProvider.flatMap { service in
                try ProviderAccounts(transaction).find(viewer.person, issuer: service.issuer) == nil ? nil : service
            }
            return ProofWays(
                hasPassword: hasPassword && self.takesPasswords, hasFactor: hasFactor,
                providerNeedsFactor: hasFactor && service?.isSecondFactor == false, provider: service?.name)
        }
    }
}
