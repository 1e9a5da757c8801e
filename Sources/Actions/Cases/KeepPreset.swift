import Cryptography
package import Domain
import Records
import SQL

/// How making or changing a preset ends.
package enum KeptPreset: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Another preset has this name.
    case nameTaken
    /// The access group is none that can be chosen.
    case noSuchGroup
    /// Somebody changed it since it was read.
    case changedMeanwhile
    case kept(ID<Preset>)
}

extension Installation {
    /// Makes a preset.
    package func addPreset(_ text: PresetText, by viewer: Viewer) async throws -> KeptPreset {
        let now = world.now()
        let id: ID<Preset> = try world.newID()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepPresets else { return .notAllowed }
            if let refusal = try Self.refusal(of: text, besides: nil, for: viewer, in: transaction) { return refusal }
            try Presets(transaction).insert(text.preset(id, createdAt: now))
            try self.note(id, now: now, in: transaction)
            return .kept(id)
        }
    }

    /// Changes a preset that still has `version`. Updates that began with it stay as they are.
    package func changePreset(
        _ id: ID<Preset>, to text: PresetText, version: Int64, by viewer: Viewer
    ) async throws -> KeptPreset {
        try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepPresets else { return .notAllowed }
            guard let preset = try Self.preset(id, for: viewer, in: transaction) else { return .unknown }
            if let refusal = try Self.refusal(of: text, besides: preset, for: viewer, in: transaction) {
                return refusal
            }
            let changed = text.preset(id, createdAt: preset.createdAt)
            return try Presets(transaction).change(changed, version: version) ? .kept(id) : .changedMeanwhile
        }
    }

    /// Offers a preset no more, or again.
    package func archivePreset(_ id: ID<Preset>, _ isArchived: Bool, by viewer: Viewer) async throws -> KeptPreset {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepPresets else { return .notAllowed }
            guard try Self.preset(id, for: viewer, in: transaction) != nil else { return .unknown }
            _ = try Presets(transaction).archive(id, at: isArchived ? now : nil)
            return .kept(id)
        }
    }

    /// The preset, if updates of its access group are for this viewer.
    static func preset(_ id: ID<Preset>, for viewer: Viewer, in transaction: any Transaction) throws -> Preset? {
        guard let preset = try Presets(transaction).find(id),
            let group = try AccessGroups(transaction).find(preset.accessGroup), viewer.rights.maySee(group)
        else { return nil }
        return preset
    }

    private static func refusal(
        of text: PresetText, besides preset: Preset?, for viewer: Viewer, in transaction: any Transaction
    ) throws -> KeptPreset? {
        if let other = try Presets(transaction).find(name: text.name), other != preset?.id { return .nameTaken }
        if text.group == preset?.accessGroup { return nil }
        guard let group = try AccessGroups(transaction).find(text.group), mayChoose(group, viewer) else {
            return .noSuchGroup
        }
        return nil
    }
}
