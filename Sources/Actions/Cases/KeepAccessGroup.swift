import Cryptography
package import Domain
import Records
import SQL

/// How making or changing an access group ends.
package enum KeptAccessGroup: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Another group has this name.
    case nameTaken
    /// Somebody changed it since it was read.
    case changedMeanwhile
    /// It is the one that updates have where nobody chose another.
    case isStandard
    case kept(ID<AccessGroup>)
}

extension Installation {
    /// Makes an access group.
    package func addAccessGroup(_ details: AccessGroupDetails, by viewer: Viewer) async throws -> KeptAccessGroup {
        let now = world.now()
        let id: ID<AccessGroup> = try world.newID()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepAccessGroups else { return .notAllowed }
            guard try AccessGroups(transaction).find(name: details.name) == nil else { return .nameTaken }
            try AccessGroups(transaction).insert(details.group(id, createdAt: now))
            try self.note(id, now: now, in: transaction)
            return .kept(id)
        }
    }

    /// Changes an access group that still has `version`; what it says holds at once, also for updates that carry it. Links that
    /// were sent stay good until they are revoked.
    package func changeAccessGroup(
        _ id: ID<AccessGroup>, to details: AccessGroupDetails, version: Int64, by viewer: Viewer
    ) async throws -> KeptAccessGroup {
        try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepAccessGroups else { return .notAllowed }
            let groups = AccessGroups(transaction)
            guard let group = try groups.find(id) else { return .unknown }
            if let other = try groups.find(name: details.name), other != id { return .nameTaken }
            let isChanged = try groups.change(details.group(id, createdAt: group.createdAt), version: version)
            return isChanged ? .kept(id) : .changedMeanwhile
        }
    }

    /// Takes a group out of the choice for new updates, or back into it. Those that carry it keep it.
    package func archiveAccessGroup(
        _ id: ID<AccessGroup>, _ isArchived: Bool, by viewer: Viewer
    ) async throws -> KeptAccessGroup {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepAccessGroups else { return .notAllowed }
            guard try AccessGroups(transaction).find(id) != nil else { return .unknown }
            guard id != AccessGroup.standard else { return .isStandard }
            _ = try AccessGroups(transaction).archive(id, at: isArchived ? now : nil)
            return .kept(id)
        }
    }
}
