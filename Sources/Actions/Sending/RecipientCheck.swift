import Domain
import Records
import SQL

/// Decides who of the chosen people may be sent an update of a case, on the server, whatever the form offered.
struct RecipientCheck {
    private let transaction: any Transaction
    private let caseFile: ID<CaseFile>

    init(_ transaction: any Transaction, caseFile: ID<CaseFile>) {
        self.transaction = transaction
        self.caseFile = caseFile
    }

    /// Each person once, in the order chosen.
    func check(_ chosen: [ID<Person>]) throws -> (people: [Person], refused: [RefusedRecipient]) {
        let known = try People(transaction).find(chosen)
        let assigned = Set(try Cases(transaction).assignments(of: caseFile).map(\.person))
        var people: [Person] = []
        var refused: [RefusedRecipient] = []
        var seen: Set<ID<Person>> = []
        for id in chosen where seen.insert(id).inserted {
            guard let person = known[id] else {
                refused.append(RefusedRecipient(person: id, name: "Somebody unknown", reason: .unknown))
                continue
            }
            if let reason = try obstacle(person, isAssigned: assigned.contains(id)) {
                refused.append(RefusedRecipient(person: id, name: person.name, reason: reason))
            } else {
                people.append(person)
            }
        }
        return (people, refused)
    }

    func obstacle(_ person: Person, isAssigned: Bool) throws -> RefusedRecipient.Reason? {
        if !isAssigned, person.kind != .staff { return .notAssigned }
        guard let address = person.primaryAddress else { return .noAddress }
        return try StoppedAddresses(transaction).isStopped(address, caseFile: caseFile) ? .stopped : nil
    }
}
