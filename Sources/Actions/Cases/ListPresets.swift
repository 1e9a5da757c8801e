package import Domain
import Records
import SQL

/// A preset with the group whose updates begin with it.
package struct ShownPreset: Sendable {
    package let preset: Preset
    package let group: AccessGroup
    /// What a form sends back.
    package let version: Int64
}

extension Installation {
    /// The presets of the access groups that this viewer may see updates of, by age, archived ones too. Reads only.
    package func listPresets(to viewer: Viewer) async throws -> [ShownPreset] {
        try await database.read { transaction in
            let groups = try AccessGroups(transaction).all().filter(viewer.rights.maySee)
            return try Presets(transaction).all().compactMap { preset in
                guard let group = groups.first(where: { $0.id == preset.accessGroup }) else { return nil }
                return ShownPreset(
                    preset: preset, group: group, version: try Presets(transaction).version(of: preset.id) ?? 1)
            }
        }
    }

    /// One of them; none for what this viewer may not see. Reads only.
    package func showPreset(_ id: ID<Preset>, to viewer: Viewer) async throws -> ShownPreset? {
        try await listPresets(to: viewer).first { $0.preset.id == id }
    }
}
