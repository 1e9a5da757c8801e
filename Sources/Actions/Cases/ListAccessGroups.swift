package import Domain
import Records
import SQL

/// An access group with where it is used.
package struct ShownAccessGroup: Sendable {
    package let group: AccessGroup
    /// What a form sends back.
    package let version: Int64
    /// How many updates carry it.
    package let updates: Int64
    /// How many presets begin updates of it.
    package let presets: Int64
}

extension Installation {
    /// The access groups that this viewer may see updates of, by age, archived ones too. Reads only.
    package func listAccessGroups(to viewer: Viewer) async throws -> [ShownAccessGroup] {
        try await database.read { transaction in
            let counts = try AccessGroups(transaction).updateCounts()
            let presets = try Presets(transaction).counts()
            return try AccessGroups(transaction).all().filter(viewer.rights.maySee).map { group in
                ShownAccessGroup(
                    group: group, version: try AccessGroups(transaction).version(of: group.id) ?? 1,
                    updates: counts[group.id] ?? 0, presets: presets[group.id] ?? 0)
            }
        }
    }

    /// One of them; none for what this viewer may not see. Reads only.
    package func showAccessGroup(_ id: ID<AccessGroup>, to viewer: Viewer) async throws -> ShownAccessGroup? {
        try await listAccessGroups(to: viewer).first { $0.group.id == id }
    }

    /// What can be chosen for an update now, besides the group it has.
    package func accessGroupChoices(
        keeping current: ID<AccessGroup>?, for viewer: Viewer
    ) async throws -> [AccessGroup] {
        try await database.read { transaction in
            try AccessGroups(transaction).all().filter { group in
                group.id == current || Self.mayChoose(group, viewer)
            }
        }
    }

    static func mayChoose(_ group: AccessGroup, _ viewer: Viewer) -> Bool {
        group.archivedAt == nil && viewer.rights.maySee(group)
    }
}
