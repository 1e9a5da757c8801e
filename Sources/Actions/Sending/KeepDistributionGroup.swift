import Cryptography
package import Domain
import Records
import SQL

/// How making, changing or archiving a distribution group ends.
package enum KeptDistributionGroup: Hashable, Sendable {
    /// This viewer sees no such group, or no such case.
    case unknown
    case notAllowed
    /// The case is closed, and read-only.
    case closed
    /// It is archived: it has to be offered again first.
    case archived
    /// Another group that is offered in the same place has this name.
    case nameTaken
    /// One of the members is not there: a person or team that nobody knows, or a group that is not for the same case.
    case unknownMember
    /// It would contain itself.
    case containsItself
    /// Somebody changed it since the form was shown.
    case changedMeanwhile
    case kept(ID<DistributionGroup>)
}

extension Installation {
    /// Makes a group for one case, or for the whole organisation where `id` is nil.
    package func addDistributionGroup(
        _ details: DistributionGroupDetails, for id: ID<CaseFile>?, by viewer: Viewer
    ) async throws -> KeptDistributionGroup {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            if let obstacle = try self.obstacle(toGroupsOf: id, by: viewer, in: transaction) { return obstacle }
            let group = DistributionGroup(
                id: try self.world.newID(), name: details.name, caseFile: id, members: details.members, version: 1,
                archivedAt: nil)
            if let obstacle = try Self.obstacle(to: group, in: transaction) { return obstacle }
            try DistributionGroups(transaction).insert(group, by: viewer.person, now: now)
            try self.note(group.id, now: now, in: transaction)
            return .kept(group.id)
        }
    }

    /// Changes name and members, if `version` is the one that was seen last. Sends that were made before keep whom they reached.
    package func changeDistributionGroup(
        _ id: ID<DistributionGroup>, to details: DistributionGroupDetails, seen version: Int64, by viewer: Viewer
    ) async throws -> KeptDistributionGroup {
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

    /// Offers a group no more, nor as a part of others, or offers it again; the history of sends keeps its name.
    package func archiveDistributionGroup(
        _ id: ID<DistributionGroup>, _ isArchived: Bool, by viewer: Viewer
    ) async throws -> KeptDistributionGroup {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let group = try self.group(id, for: viewer, in: transaction) else { return .unknown }
            if let obstacle = try self.obstacle(toGroupsOf: group.caseFile, by: viewer, in: transaction) {
                return obstacle
            }
            let other = try DistributionGroups(transaction).find(name: group.name, of: group.caseFile)
            if !isArchived, let other, other != id { return .nameTaken }
            _ = try DistributionGroups(transaction).archive(id, at: isArchived ? now : nil)
            return .kept(id)
        }
    }

    private func changeable(
        _ id: ID<DistributionGroup>, by viewer: Viewer, in transaction: any Transaction
    ) throws -> Result<DistributionGroup, DistributionGroupObstacle> {
        guard let group = try group(id, for: viewer, in: transaction) else { return .failure(.init(end: .unknown)) }
        if let obstacle = try obstacle(toGroupsOf: group.caseFile, by: viewer, in: transaction) {
            return .failure(.init(end: obstacle))
        }
        return group.archivedAt == nil ? .success(group) : .failure(.init(end: .archived))
    }

    private func obstacle(
        toGroupsOf id: ID<CaseFile>?, by viewer: Viewer, in transaction: any Transaction
    ) throws -> KeptDistributionGroup? {
        guard let id else { return viewer.rights.mayKeepGroupsOfOrganisation ? nil : .notAllowed }
        guard let caseFile = try caseFile(id, for: viewer, in: transaction) else { return .unknown }
        guard viewer.rights.mayChangeCases else { return .notAllowed }
        return caseFile.status == .open ? nil : .closed
    }

    private static func obstacle(to group: DistributionGroup, in transaction: any Transaction) throws
        -> KeptDistributionGroup?
    {
        let other = try DistributionGroups(transaction).find(name: group.name, of: group.caseFile)
        if let other, other != group.id { return .nameTaken }
        let people = group.members.compactMap { if case .person(let id) = $0 { id } else { nil } }
        guard try People(transaction).find(people).count == people.count else { return .unknownMember }
        let teams = group.members.compactMap { if case .team(let id) = $0 { id } else { nil } }
        guard try teams.allSatisfy({ try Teams(transaction).find($0) != nil }) else { return .unknownMember }
        let serving =
            try group.caseFile.map { try DistributionGroups(transaction).serving($0) }
            ?? DistributionGroups(transaction).ofOrganisation()
        var known = Dictionary(serving.map { ($0.id, $0) }) { first, _ in first }
        let inner = group.members.compactMap { if case .group(let id) = $0 { id } else { nil } }
        guard inner.allSatisfy({ known[$0] != nil }) else { return .unknownMember }
        known[group.id] = group
        return DistributionGroupNesting(known).contains(group.id, in: inner) ? .containsItself : nil
    }
}

private struct DistributionGroupObstacle: Error {
    let end: KeptDistributionGroup
}

extension Result where Success == DistributionGroup, Failure == DistributionGroupObstacle {
    fileprivate var obstacle: KeptDistributionGroup {
        if case .failure(let obstacle) = self { obstacle.end } else { .unknown }
    }
}
