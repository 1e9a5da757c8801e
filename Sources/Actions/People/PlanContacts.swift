import Domain
import Records
import SQL

/// Holds the lines of a file of contacts against the people who are known.
struct ContactPlanner {
    private let byID: [ID<Person>: Person]
    private let byAddress: [EmailAddress: [Person]]
    private let mayChange: (Person) throws -> Bool
    private var plan = ImportPlan()
    /// In which line each address and each known person stood first.
    private var lines: (addresses: [EmailAddress: Int], people: [ID<Person>: Int]) = ([:], [:])

    init(_ people: [Person], mayChange: @escaping (Person) throws -> Bool) {
        byID = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
        var byAddress: [EmailAddress: [Person]] = [:]
        for person in people { for address in person.addresses { byAddress[address, default: []].append(person) } }
        self.byAddress = byAddress
        self.mayChange = mayChange
    }

    /// The plan for all lines.
    mutating func plan(_ table: ImportTable) throws -> ImportPlan {
        for row in table.rows {
            if let stray = row.strayCells {
                plan.refuse(row, nil, "This line has \(stray) cells, and the first line another number.")
            } else if let details = details(row) {
                try place(details, row)
            }
        }
        return plan
    }

    /// What the line says, if all of it can be read.
    private mutating func details(_ row: ImportTable.Row) -> PersonDetails? {
        let before = plan.problems.count
        _ = read(row, .name) { () throws(Malformed) in try Typed.line(row[.name], field: "name") }
        if !row[.email].isEmpty {
            _ = read(row, .email) { () throws(Malformed) in try Typed.address(row[.email]) }
        }
        let (aliases, shared) = (row[.aliases].addressLines, row[.shared].addressLines)
        _ = read(row, .aliases) { () throws(Malformed) in try Typed.addresses(aliases, field: "aliases") }
        _ = read(row, .shared) { () throws(Malformed) in try Typed.addresses(shared, field: "shared") }
        if !["", "contact", "prospect"].contains(row[.kind].lowercased()) {
            plan.refuse(row, .kind, "Say “contact” or “prospect”, or nothing.")
        }
        guard plan.problems.count == before else { return nil }
        do throws(Malformed) {
            return try PersonDetails(name: row[.name], email: row[.email], aliases: aliases, shared: shared)
        } catch {
            plan.refuse(row, error.field == "email" ? .email : .shared, error.remedy)
            return nil
        }
    }

    private mutating func read<Value>(
        _ row: ImportTable.Row, _ column: ImportColumn, _ body: () throws(Malformed) -> Value
    ) -> Value? {
        do throws(Malformed) {
            return try body()
        } catch {
            plan.refuse(row, column, error.remedy)
            return nil
        }
    }

    private mutating func place(_ details: PersonDetails, _ row: ImportTable.Row) throws {
        for address in details.addresses {
            if let line = lines.addresses[address], line != row.line {
                plan.refuse(row, .email, "Line \(line) has the address \(address.spelling) too. Make them one line.")
                return
            }
            lines.addresses[address] = row.line
        }
        guard let known = try known(details, row) else { return }
        switch known {
        case .nobody:
            let kind: PersonKind = row[.kind].lowercased() == "prospect" ? .prospect : .contact
            plan.lines.append(
                .init(
                    line: row.line, title: details.name, effect: .added, step: .addPerson(details, kind)))
        case .person(let person):
            if let line = lines.people.updateValue(row.line, forKey: person.id) {
                plan.refuse(row, nil, "Line \(line) is about \(person.name) too. Make them one line.")
                return
            }
            try change(person, to: details, row)
        }
    }

    private enum Known {
        case nobody
        case person(Person)
    }

    /// Whom the line is about: by its id, else by its addresses. None where that cannot be said.
    private mutating func known(_ details: PersonDetails, _ row: ImportTable.Row) throws -> Known? {
        var people: [Person] = []
        if !row[.id].isEmpty {
            guard let id = try? ID<Person>(reading: row[.id]), let person = byID[id] else {
                plan.refuse(row, .id, "Nobody is known by this id. Leave it empty for somebody new.")
                return nil
            }
            people = [person]
        } else {
            for address in details.addresses {
                for person in byAddress[address] ?? [] where !people.contains(where: { $0.id == person.id }) {
                    people.append(person)
                }
            }
        }
        guard let person = people.first else { return .nobody }
        if people.count > 1 {
            let names = people.map(\.name).joined(separator: ", ")
            plan.refuse(row, .email, "Several people have these addresses: \(names). Say whose line it is by its id.")
            return nil
        }
        return isFit(person, row) ? .person(person) : nil
    }

    private mutating func isFit(_ person: Person, _ row: ImportTable.Row) -> Bool {
        if person.kind == .staff {
            plan.refuse(row, .email, "This is \(person.name), who is staff. Staff are invited, not imported.")
        } else if person.archivedAt != nil {
            plan.refuse(
                row, .email, "This is \(person.name), who is archived. Bring them back first, or leave the line out.")
        } else if !row[.kind].isEmpty, row[.kind].lowercased() != person.kind.rawValue {
            plan.refuse(row, .kind, "\(person.name) is known as \(person.kind.rawValue), which cannot be changed.")
        } else {
            return true
        }
        return false
    }

    /// A line with an id says all there is about a person; one without adds what is missing.
    private mutating func change(_ person: Person, to details: PersonDetails, _ row: ImportTable.Row) throws {
        let isWhole = !row[.id].isEmpty
        let missing = details.addresses.filter { !person.addresses.contains($0) }
        let changed = person.with(
            name: details.name, addresses: isWhole ? details.addresses : person.addresses + missing)
        guard changed.addresses.count <= Typed.mostAddresses else {
            return plan.refuse(
                row, .aliases, "\(person.name) would have more than \(Typed.mostAddresses) addresses. Leave some out.")
        }
        let marks = (isWhole ? [] : person.sharedAddresses).union(details.shared)
        let effects = Self.effects(person, changed, marks)
        guard !effects.isEmpty else {
            plan.lines.append(.init(line: row.line, title: person.name, effect: .same, step: .none))
            return
        }
        guard try mayChange(person) else {
            plan.refuse(row, nil, "This is \(person.name), whom you may not change. Leave the line out.")
            return
        }
        plan.lines.append(
            .init(
                line: row.line, title: person.name, effect: .changed(effects),
                step: .changePerson(changed, marks: marks)))
    }

    private static func effects(_ person: Person, _ changed: Person, _ marks: Set<EmailAddress>) -> [String] {
        var effects: [String] = []
        if changed.name != person.name { effects.append("name becomes \(changed.name)") }
        let (old, new) = (person.addresses, changed.addresses)
        effects += new.filter { !old.contains($0) }.map { "\($0.spelling) is added" }
        effects += old.filter { !new.contains($0) }.map { "\($0.spelling) is taken away" }
        if let first = new.first, old.contains(first), old.first != first {
            effects.append("mail goes to \(first.spelling)")
        }
        effects += marks.subtracting(person.sharedAddresses).map(\.spelling).sorted().map {
            "several people read \($0)"
        }
        effects += person.sharedAddresses.subtracting(marks).intersection(new).map(\.spelling).sorted().map {
            "one person reads \($0)"
        }
        return effects
    }
}

extension String {
    /// Addresses of one cell, one a line.
    fileprivate var addressLines: String {
        split { $0.isWhitespace || $0 == ";" || $0 == "," }.joined(separator: "\n")
    }
}
