import Cryptography
package import Domain
import Records
import SQL

/// How making, changing or archiving a distribution group ends.
package enum KeptGroup: Hashable, Sendable {
    /// This viewer sees no such group, or no such case.
    case unknown
    case notAllowed
    /// The case is closed, and read-only.
    case closed
    /// It was archived before.
    case archived
    /// One of the members is not there: a person that nobody knows, or a group that is not for the same case.
    case unknownMember
    /// It would contain itself.
    case containsItself
    /// Somebody changed it since the form was shown.
    case changedMeanwhile
    case kept(ID<DistributionGroup>)
}

/// A distribution group as it was typed and ticked.
package struct GroupDetails: Hashable, Sendable {
    package let name: String
    package let members: [DistributionGroup.Member]

    /// At most 2,000 members, each counted once.
    package init(name: String, members: [DistributionGroup.Member]) throws(Malformed) {
        self.name = try ShortText(reading: name, field: "name", limit: 100).text
        var seen: Set<DistributionGroup.Member> = []
        self.members = members.filter { seen.insert($0).inserted }
        guard !self.members.isEmpty else { throw Malformed("members", "Choose who belongs to the group.") }
        guard self.members.count <= 2_000 else { throw Malformed("members", "Choose at most 2,000 members.") }
    }
}

extension Installation {
    /// Makes a group for one case, or for the whole organisation where `id` is nil.
    package func makeGroup(
        _ details: GroupDetails, for id: ID<CaseFile>?, by viewer: Viewer
    ) async throws -> KeptGroup {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            if let obstacle = try self.obstacle(toGroupsOf: id, by: viewer, in: transaction) { return obstacle }
            let group = DistributionGroup(
                id: try self.world.newID(), name: details.name, caseFile: id, members: details.members, version: 1,
                archivedAt: nil)
            if let obstacle = try Self.obstacle(to: group, in: transaction) { return obstacle }
            try DistributionGroups(transaction).insert(group, by: viewer.person, now: now)
            return .kept(group.id)
        }
    }

    /// Changes name and members, if `version` is the one that was seen last. Sends that were made before keep whom they reached.
    package func changeGroup(
        _ id: ID<DistributionGroup>, to details: GroupDetails, seen version: Int64, by viewer: Viewer
    ) async throws -> KeptGroup {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let found = try self.changeable(id, by: viewer, in: transaction)
            guard case .success(let current) = found else { return found.obstacle }
            guard current.version == version else { return .changedMeanwhile }
            let group = DistributionGroup(
                id: id, name: details.name, caseFile: current.caseFile, members: details.members, version: version + 1,
                archivedAt: nil)
            if let obstacle = try Self.obstacle(to: group, in: transaction) { return obstacle }
            return try DistributionGroups(transaction).update(group, now: now) ? .kept(id) : .changedMeanwhile
        }
    }

    /// Takes a group away from every dialog, and out of the groups that contain it; the history of sends keeps its name.
    package func archiveGroup(_ id: ID<DistributionGroup>, by viewer: Viewer) async throws -> KeptGroup {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let found = try self.changeable(id, by: viewer, in: transaction)
            guard case .success = found else { return found.obstacle }
            return try DistributionGroups(transaction).archive(id, now: now) ? .kept(id) : .archived
        }
    }

    private func changeable(
        _ id: ID<DistributionGroup>, by viewer: Viewer, in transaction: any Transaction
    ) throws -> Result<DistributionGroup, GroupObstacle> {
        guard let group = try group(id, for: viewer, in: transaction) else { return .failure(.init(end: .unknown)) }
        if let obstacle = try obstacle(toGroupsOf: group.caseFile, by: viewer, in: transaction) {
            return .failure(.init(end: obstacle))
        }
        return group.archivedAt == nil ? .success(group) : .failure(.init(end: .archived))
    }

    private func obstacle(
        toGroupsOf id: ID<CaseFile>?, by viewer: Viewer, in transaction: any Transaction
    ) throws -> KeptGroup? {
        guard let id else { return viewer.rights.mayKeepGroupsOfOrganisation ? nil : .notAllowed }
        guard let caseFile = try caseFile(id, for: viewer, in: transaction) else { return .unknown }
        guard viewer.rights.mayChange else { return .notAllowed }
        return caseFile.status == .open ? nil : .closed
    }

    private static func obstacle(to group: DistributionGroup, in transaction: any Transaction) throws -> KeptGroup? {
        let people = group.members.compactMap { if case .person(let id) = $0 { id } else { nil } }
        guard try People(transaction).find(people).count == people.count else { return .unknownMember }
        let serving =
            try group.caseFile.map { try DistributionGroups(transaction).serving($0) }
            ?? DistributionGroups(transaction).ofOrganisation()
        var known = Dictionary(serving.map { ($0.id, $0) }) { first, _ in first }
        let inner = group.members.compactMap { if case .group(let id) = $0 { id } else { nil } }
        guard inner.allSatisfy({ known[$0] != nil }) else { return .unknownMember }
        known[group.id] = group
        return GroupNesting(known).contains(group.id, in: inner) ? .containsItself : nil
    }
}

private struct GroupObstacle: Error {
    let end: KeptGroup
}

extension Result where Success == DistributionGroup, Failure == GroupObstacle {
    fileprivate var obstacle: KeptGroup { if case .failure(let obstacle) = self { obstacle.end } else { .unknown } }
}
