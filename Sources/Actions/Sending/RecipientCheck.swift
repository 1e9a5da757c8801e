import Domain
import Records
import SQL

/// Decides who of the chosen may be sent an update of a case, on the server, whatever the form offered.
struct RecipientCheck {
    private let transaction: any Transaction
    private let caseFile: ID<CaseFile>
    private let group: AccessGroup?
    private let assignments: [Assignment]
    private let roles: [ID<Person>: AssignmentRole]
    private let teams: [ID<Team>: [ID<Person>]]
    private let accounts: [ID<Person>: StaffAccount]
    /// Addresses whose owners said that mail of the case is not for them.
    private let stopped: Set<String>

    init(of update: CaseUpdate, in transaction: any Transaction) throws {
        self.transaction = transaction
        caseFile = update.caseFile
        group = try AccessGroups(transaction).find(update.accessGroup)
        assignments = try Cases(transaction).assignments(of: update.caseFile)
        roles = Dictionary(uniqueKeysWithValues: assignments.map { ($0.person, $0.role) })
        teams = try Teams(transaction).offered()
        accounts = Dictionary(uniqueKeysWithValues: try StaffAccounts(transaction).all().map { ($0.person, $0) })
        stopped = try StoppedAddresses(transaction).all(of: update.caseFile)
    }

    /// Each person once, in the order chosen; who was chosen one by one and also belongs to a group counts as chosen. A group that
    /// is not for this case, or was archived, throws `Malformed`.
    func decide(_ choice: RecipientChoice) throws -> DecidedRecipients {
        let (groups, members) = try resolve(choice.groups)
        let known = try People(transaction).find(choice.people + members)
        var decided = DecidedRecipients(groups: groups)
        var seen: Set<ID<Person>> = []
        for id in choice.people where seen.insert(id).inserted {
            decide(id, known[id], into: &decided.people, &decided.refused)
        }
        for id in members where seen.insert(id).inserted {
            decide(id, known[id], into: &decided.people, &decided.skipped)
        }
        return decided
    }

    /// What keeps this person from being sent to; nil if nothing does.
    func obstacle(_ person: Person) -> RecipientObstacle? {
        if person.archivedAt != nil { return .archived }
        if roles[person.id] == nil, person.kind != .staff { return .notAssigned }
        if accounts[person.id]?.disabledAt != nil { return .accountClosed }
        guard isInAudience(person) else { return .notInAudience }
        guard let address = person.primaryAddress else { return .noAddress }
        return stopped.contains(address.canonical) ? .stopped : nil
    }

    /// The people that each of these groups comes to now.
    func members(of groups: [DistributionGroup]) -> [ID<DistributionGroup>: [ID<Person>]] {
        let known = Self.byID(groups)
        return known.mapValues { group in
            DistributionGroupResolution(of: [group.id], known: known, teams: teams, assignments: assignments).people
        }
    }

    private func resolve(_ chosen: [ID<DistributionGroup>]) throws -> ([DistributionGroup], [ID<Person>]) {
        guard !chosen.isEmpty else { return ([], []) }
        let known = Self.byID(try DistributionGroups(transaction).serving(caseFile))
        let resolution = DistributionGroupResolution(of: chosen, known: known, teams: teams, assignments: assignments)
        guard resolution.missing.isEmpty else {
            throw Malformed("groups", "Choose groups of this case or of the organisation that are not archived.")
        }
        return (chosen.compactMap { known[$0] }, resolution.people)
    }

    private func decide(
        _ id: ID<Person>, _ person: Person?, into people: inout [Person], _ others: inout [RefusedRecipient]
    ) {
        guard let person else {
            return others.append(RefusedRecipient(person: id, name: "Somebody unknown", reason: .unknown))
        }
        guard let reason = obstacle(person) else { return people.append(person) }
        others.append(RefusedRecipient(person: id, name: person.name, reason: reason))
    }

    private static func byID(_ groups: [DistributionGroup]) -> [ID<DistributionGroup>: DistributionGroup] {
        Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Whether updates of this access group are for their role: that of their account for staff, that on the case for others.
    private func isInAudience(_ person: Person) -> Bool {
        guard let group else { return false }
        guard person.kind == .staff else {
            return roles[person.id].flatMap(AudienceRole.init).map(group.audience.contains) ?? false
        }
        return group.isFor(accounts[person.id]?.role ?? .staff)
    }
}
