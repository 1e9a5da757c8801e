import Cryptography
package import Domain
import Records
import SQL

/// How making two records of one person into one ends.
package enum MergedPerson: Hashable, Sendable {
    case unknown
    /// The viewer may not change both of them.
    case notAllowed
    /// Members of staff, whose records stand for accounts, are not merged; nor is a record with itself.
    case notMergeable
    /// The one that is to stay is archived, or the one that is to go belongs to another one already.
    case archived
    /// Together they have more addresses than one person may have.
    case tooManyAddresses
    /// One of them is not as it was shown.
    case changedMeanwhile
    /// Merged now or before, which is the same.
    case merged(ID<Person>)
}

/// Two records of one person beside each other.
package struct MergeChoice: Sendable {
    /// The one that is to stay.
    package let kept: ShownPerson
    /// The one that becomes a part of it.
    package let gone: ShownPerson
    /// What keeps them from it, if anything does.
    package let obstacle: MergedPerson?
}

extension Installation {
    /// The most addresses that one person has.
    private static var mostAddresses: Int { 21 }

    /// Both records as they are; none for people who are not known. Reads only.
    package func showMerge(
        of gone: ID<Person>, into kept: ID<Person>, to viewer: Viewer
    ) async throws -> MergeChoice? {
        guard let first = try await showPerson(kept, to: viewer), let second = try await showPerson(gone, to: viewer)
        else { return nil }
        let obstacle = try await database.read {
            try self.obstacle(toMerging: second.person, into: first.person, by: viewer, in: $0)
        }
        return MergeChoice(kept: first, gone: second, obstacle: obstacle)
    }

    /// Makes `gone` a part of `kept`: addresses, places on cases and in groups, and what was sent, whose links open for the addresses
    /// of both from then on. The history stays as it was written. Portal access of the record that goes ends. There is no way back.
    ///
    /// `seen`: the versions of both, where somebody looked at them first.
    package func mergePeople(
        _ gone: ID<Person>, into kept: ID<Person>, seen: (kept: PersonVersion, gone: PersonVersion)? = nil,
        by viewer: Viewer
    ) async throws -> MergedPerson {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let people = try People(transaction).find([kept, gone])
            guard let first = people[kept], let second = people[gone] else { return .unknown }
            if try MergedPeople(transaction).survivor(of: gone) == kept { return .merged(kept) }
            if let obstacle = try self.obstacle(toMerging: second, into: first, by: viewer, in: transaction) {
                return obstacle
            }
            if let seen, try seen.kept != PersonVersion(first, nil) || seen.gone != PersonVersion(second, nil) {
                return .changedMeanwhile
            }
            try Self.requireProof(viewer, now: now, in: transaction)
            try Self.endPortalAccess(of: gone, by: viewer, now: now, in: transaction)
            try Self.moveAssignments(of: gone, to: kept, by: viewer, now: now, in: transaction)
            try MergedPeople(transaction).merge(gone, into: kept, by: viewer.person, now: now)
            try People(transaction).update(
                first.with(
                    addresses: first.addresses + second.addresses,
                    coordinator: first.coordinator == nil ? .some(second.coordinator) : .none))
            return .merged(kept)
        }
    }

    private func obstacle(
        toMerging gone: Person, into kept: Person, by viewer: Viewer, in transaction: any Transaction
    ) throws -> MergedPerson? {
        guard try mayChange(kept, viewer, in: transaction), try mayChange(gone, viewer, in: transaction) else {
            return .notAllowed
        }
        guard kept.id != gone.id, kept.kind != .staff, gone.kind != .staff else { return .notMergeable }
        let isPartAlready = try MergedPeople(transaction).survivor(of: gone.id) != nil
        guard kept.archivedAt == nil, !isPartAlready else { return .archived }
        let together = Set(kept.addresses + gone.addresses)
        return together.count > Self.mostAddresses ? .tooManyAddresses : nil
    }

    /// The one that stays keeps its role where it is on a case already. Cases that are closed are not left out: what is read-only
    /// there is the work, and the person is the same.
    private static func moveAssignments(
        of gone: ID<Person>, to kept: ID<Person>, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        let cases = Cases(transaction)
        let own = try cases.assignments(of: kept)
        for caseFile in try cases.assignments(of: gone).keys.sorted(by: { $0.text < $1.text }) {
            guard let part = try cases.assignment(of: gone, to: caseFile) else { continue }
            try cases.unassign(gone, from: caseFile)
            let event = CaseEvent(.unassigned, at: now, by: viewer.person, to: gone, detail: part.role.rawValue)
            try CaseEvents(transaction).append(event, to: caseFile)
            guard own[caseFile] == nil else { continue }
            let moved = Assignment(caseFile: caseFile, person: kept, role: part.role, isPrimary: part.isPrimary)
            try assign(moved, by: viewer, now: now, in: transaction)
        }
    }
}
