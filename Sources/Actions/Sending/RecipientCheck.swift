import Domain
import Records
import SQL

/// Decides who of the chosen people may be sent an update of a case, on the server, whatever the form offered.
struct RecipientCheck {
    private let transaction: any Transaction
    private let caseFile: ID<CaseFile>
    private let group: AccessGroup?
    private let roles: [ID<Person>: AssignmentRole]

    init(of update: CaseUpdate, in transaction: any Transaction) throws {
        self.transaction = transaction
        caseFile = update.caseFile
        group = try AccessGroups(transaction).find(update.accessGroup)
        let assignments = try Cases(transaction).assignments(of: update.caseFile)
        roles = Dictionary(uniqueKeysWithValues: assignments.map { ($0.person, $0.role) })
    }

    /// Each person once, in the order chosen.
    func check(_ chosen: [ID<Person>]) throws -> (people: [Person], refused: [RefusedRecipient]) {
        let known = try People(transaction).find(chosen)
        var people: [Person] = []
        var refused: [RefusedRecipient] = []
        var seen: Set<ID<Person>> = []
        for id in chosen where seen.insert(id).inserted {
            guard let person = known[id] else {
                refused.append(RefusedRecipient(person: id, name: "Somebody unknown", reason: .unknown))
                continue
            }
            if let reason = try obstacle(person) {
                refused.append(RefusedRecipient(person: id, name: person.name, reason: reason))
            } else {
                people.append(person)
            }
        }
        return (people, refused)
    }

    func obstacle(_ person: Person) throws -> RefusedRecipient.Reason? {
        if roles[person.id] == nil, person.kind != .staff { return .notAssigned }
        guard try isInAudience(person) else { return .notInAudience(group: group?.name ?? "") }
        guard let address = person.primaryAddress else { return .noAddress }
        return try StoppedAddresses(transaction).isStopped(address, caseFile: caseFile) ? .stopped : nil
    }

    /// Whether updates of this access group are for their role: that of their account for staff, that on the case for others.
    private func isInAudience(_ person: Person) throws -> Bool {
        guard let group else { return false }
        guard person.kind == .staff else {
            return roles[person.id].flatMap(AudienceRole.init).map(group.audience.contains) ?? false
        }
        let role = try StaffAccounts(transaction).find(person.id)?.role ?? .staff
        return Rights(of: role).maySee(group)
    }
}
