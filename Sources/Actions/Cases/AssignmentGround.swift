import Domain
import Records
import SQL

/// What a file of assignments is held against: the cases that it names and its bringer sees, who is on them, and the people
/// that it names. Looked up for all lines together.
struct AssignmentGround: Sendable {
    /// By reference.
    let cases: [String: CaseFile]
    let people: [ID<Person>: Person]
    /// Which record each record that is no more became a part of.
    let survivors: [ID<Person>: ID<Person>]
    let byAddress: [EmailAddress: [Person]]
    let parts: [ID<CaseFile>: [Assignment]]

    init(_ lines: [AssignmentLine], for viewer: Viewer, in transaction: any Transaction) throws {
        let references = Set(lines.compactMap(\.reference)).sorted()
        let own = viewer.rights.seesEveryCase ? [] : Set(try Cases(transaction).assignments(of: viewer.person).keys)
        let seen = try Cases(transaction).find(references: references).filter {
            viewer.rights.maySeeCase(assigned: own.contains($0.id))
        }
        cases = Dictionary(seen.map { ($0.reference, $0) }) { first, _ in first }
        parts = try Cases(transaction).assignments(of: seen.map(\.id))
        let primaries = parts.values.joined().filter(\.isPrimary).map(\.person)
        let ids = Set(lines.compactMap(\.id))
        survivors = try MergedPeople(transaction).survivors(of: Array(ids))
        people = try People(transaction).find(Array(ids.union(primaries).union(survivors.values)))
        let addresses = Set(lines.compactMap { $0.id == nil ? $0.address : nil })
        var byAddress: [EmailAddress: [Person]] = [:]
        for person in try People(transaction).having(Array(addresses)).sorted(by: {
            ($0.name, $0.id.text) < ($1.name, $1.id.text)
        }) {
            for address in person.addresses where addresses.contains(address) {
                byAddress[address, default: []].append(person)
            }
        }
        self.byAddress = byAddress
    }
}
