import Cryptography
package import Domain
import Records
import SQL

/// The mail policy with its history.
package struct ShownMailPolicy: Sendable {
    package let policy: MailPolicy
    /// What a change has to have seen; 0 before the first.
    package let version: Int64
    /// The latest first.
    package let changes: [MailPolicyChange]
    package let people: [ID<Person>: Person]
    package let attachedLimit: Int64
}

/// How changing the mail policy ends.
package enum KeptMailPolicy: Hashable, Sendable {
    case notAllowed
    /// Somebody changed it since it was read.
    case changedMeanwhile
    case kept
}

extension Installation {
    /// What mails may hold, and who changed it when. For every member of staff: it decides what their sends say.
    package func showMailPolicy(to viewer: Viewer) async throws -> ShownMailPolicy {
        let limit = organisation.attachedLimit
        return try await database.read { transaction in
            let changes = try MailPolicies(transaction).all(most: 50)
            return ShownMailPolicy(
                policy: changes.first?.policy ?? .secure, version: changes.first?.version ?? 0, changes: changes,
                people: try People(transaction).find(Array(Set(changes.map(\.by)))),
                attachedLimit: limit)
        }
    }

    /// Says what mails may hold from now on; `version` is what was read. Mails that were queued before are not changed by it.
    /// To let case data out takes fresh proof; to keep it in does not.
    package func changeMailPolicy(
        to policy: MailPolicy, version: Int64, by viewer: Viewer
    ) async throws -> KeptMailPolicy {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepMail else { return .notAllowed }
            let policies = MailPolicies(transaction)
            let latest = try policies.latest()
            guard (latest?.version ?? 0) == version else { return .changedMeanwhile }
            guard policy != latest?.policy ?? .secure else { return .kept }
            if policy != .secure { try Self.requireProof(viewer, now: now, in: transaction) }
            let change = MailPolicyChange(version: version + 1, policy: policy, by: viewer.person, at: now)
            return try policies.insert(change) ? .kept : .changedMeanwhile
        }
    }
}
