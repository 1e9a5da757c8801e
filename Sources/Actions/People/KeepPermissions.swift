import Cryptography
package import Domain
import Records
import SQL

/// What roles may do, with its history.
package struct ShownPermissions: Sendable {
    package let permissions: RolePermissions
    /// What a change has to have seen; 0 before the first.
    package let version: Int64
    /// The latest first.
    package let changes: [Change]

    /// One change, and what it did.
    package struct Change: Sendable {
        package let by: String
        package let at: Moment
        package let differences: [PermissionDifference]
    }
}

/// How changing what roles may do ends.
package enum KeptPermissions: Hashable, Sendable {
    case notAllowed
    /// Somebody changed it since it was read.
    case changedMeanwhile
    case kept
}

extension Installation {
    /// What each role may do, and who changed it when. For every member of staff: it is their rights.
    package func showPermissions(to viewer: Viewer) async throws -> ShownPermissions {
        try await database.read { transaction in
            let changes = try RolePermissionChanges(transaction).all(most: 51)
            let people = try People(transaction).find(Array(Set(changes.map(\.by))))
            let earlier = changes.dropFirst().map(\.permissions) + [.shipped]
            return ShownPermissions(
                permissions: changes.first?.permissions ?? .shipped, version: changes.first?.version ?? 0,
                changes: zip(changes, earlier).prefix(50).map { change, before in
                    ShownPermissions.Change(
                        by: people[change.by]?.name ?? "", at: change.at,
                        differences: change.permissions.differences(from: before))
                })
        }
    }

    /// Says what these roles may do from the next request on; the others stay as they are. `version` is what was read.
    /// To give a role more takes fresh proof; to take something from it does not.
    package func changePermissions(
        to roles: [StaffRole: Set<Permission>], version: Int64, by viewer: Viewer
    ) async throws -> KeptPermissions {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepPermissions else { return .notAllowed }
            let changes = RolePermissionChanges(transaction)
            let latest = try changes.latest()
            guard (latest?.version ?? 0) == version else { return .changedMeanwhile }
            let before = latest?.permissions ?? .shipped
            let permissions = try before.changing(roles)
            let differences = permissions.differences(from: before)
            guard !differences.isEmpty else { return .kept }
            if differences.contains(where: { !$0.given.isEmpty }) {
                try Self.requireProof(viewer, now: now, in: transaction)
            }
            let change = RolePermissionChange(
                version: version + 1, permissions: permissions, by: viewer.person, at: now)
            return try changes.insert(change) ? .kept : .changedMeanwhile
        }
    }
}
