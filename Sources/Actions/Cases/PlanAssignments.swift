import Domain

/// Holds the lines of a file of assignments against who is on which case.
struct AssignmentPlanner {
    private let ground: AssignmentGround
    private let before: [Place: Assignment]
    private var plan = ImportPlan()
    /// In which line each part stood first.
    private var lines: [Place: Int] = [:]
    /// Which line makes whom the primary of each role of a case.
    private var primaries: [CaseRole: (line: Int, name: String)] = [:]

    private struct Place: Hashable {
        let caseFile: ID<CaseFile>
        let person: ID<Person>
    }

    private struct CaseRole: Hashable {
        let caseFile: ID<CaseFile>
        let role: AssignmentRole
    }

    init(_ ground: AssignmentGround) {
        self.ground = ground
        let parts = ground.parts.values.joined().map { (Place(caseFile: $0.caseFile, person: $0.person), $0) }
        before = Dictionary(parts) { first, _ in first }
    }

    /// The plan for all lines.
    mutating func plan(_ lines: [AssignmentLine]) -> ImportPlan {
        for line in lines {
            for problem in line.problems { plan.refuse(line.row, problem.column, problem.remedy) }
            guard line.row.strayCells == nil else { continue }
            let (caseFile, person) = (caseFile(line), person(line))
            if let caseFile, let person, let role = line.role, fits(role, person, line), line.problems.isEmpty {
                place(line, caseFile, person, role)
            }
        }
        return plan
    }

    /// One that its bringer does not see is as one that does not exist.
    private mutating func caseFile(_ line: AssignmentLine) -> CaseFile? {
        guard let reference = line.reference else { return nil }
        let found = ground.cases[reference]
        if found == nil {
            plan.refuse(
                line.row, .reference, "You see no case with this reference. Open it first, or leave the line out.")
        }
        return found
    }

    private mutating func person(_ line: AssignmentLine) -> Person? {
        if let id = line.id { return person(of: id, line) }
        guard let address = line.address, line.row[.id].isEmpty else { return nil }
        let all = ground.byAddress[address] ?? []
        let current = all.filter { $0.archivedAt == nil }
        let people = current.isEmpty ? all : current
        guard let person = people.first else {
            plan.refuse(line.row, .email, "Nobody has this address. Add the person first, or leave the line out.")
            return nil
        }
        guard people.count == 1 else {
            // Each line says it: an address of many people would make an answer of every line times all of them.
            let named = people.prefix(3).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
            let names = people.count > 3 ? "\(named) and \(people.count - 3) more" : named
            plan.refuse(
                line.row, .email,
                "Several people have this address: \(names). Say which of them by their id, in the column “id”.")
            return nil
        }
        return person
    }

    private mutating func person(of id: ID<Person>, _ line: AssignmentLine) -> Person? {
        if let survivor = ground.survivors[id], let person = ground.people[survivor] {
            plan.refuse(line.row, .id, "This record became a part of \(person.name). Say their id: \(person.id).")
            return nil
        }
        guard let person = ground.people[id] else {
            plan.refuse(line.row, .id, AssignmentLine.unknownID)
            return nil
        }
        if let address = line.address, !person.addresses.contains(address) {
            plan.refuse(
                line.row, .email,
                "The id is that of \(person.name), who does not have this address. Leave out whichever is wrong.")
            return nil
        }
        return person
    }

    private mutating func fits(_ role: AssignmentRole, _ person: Person, _ line: AssignmentLine) -> Bool {
        guard role.isForStaff != (person.kind == .staff) else { return true }
        let roles = AssignmentRole.allCases.filter { $0.isForStaff != role.isForStaff }.map(\.rawValue)
        let who = person.kind == .staff ? "is staff" : "is not staff"
        plan.refuse(
            line.row, .role,
            "\(person.name) \(who), and cannot be \(role.rawValue). Say \(roles.joined(separator: " or ")).")
        return false
    }

    private mutating func place(_ line: AssignmentLine, _ caseFile: CaseFile, _ person: Person, _ role: AssignmentRole)
    {
        let place = Place(caseFile: caseFile.id, person: person.id)
        let old = before[place]
        guard isFirst(line, place, person, role) else { return }
        let part = Assignment(
            caseFile: caseFile.id, person: person.id, role: role,
            isPrimary: line.isPrimary ?? (old?.role == role && old?.isPrimary == true))
        let title = "\(caseFile.reference): \(person.name)"
        guard part != old else {
            plan.lines.append(.init(line: line.row.line, title: title, effect: .same, step: .none))
            return
        }
        guard isOpen(caseFile, person, line) else { return }
        let words = words(part, old)
        plan.lines.append(
            .init(
                line: line.row.line, title: title, effect: old == nil ? .added : .changed(words),
                step: .assign(part, isStaff: person.kind == .staff), details: old == nil ? words : []))
    }

    /// A person has one part in a case, and a role one primary.
    private mutating func isFirst(
        _ line: AssignmentLine, _ place: Place, _ person: Person, _ role: AssignmentRole
    ) -> Bool {
        if let first = lines[place] {
            plan.refuse(
                line.row, line.personColumn,
                "Line \(first) is about \(person.name) on this case too. Make them one line: a person has one role on a case."
            )
            return false
        }
        lines[place] = line.row.line
        guard line.isPrimary == true else { return true }
        let caseRole = CaseRole(caseFile: place.caseFile, role: role)
        if let other = primaries[caseRole] {
            plan.refuse(
                line.row, .primary,
                "Line \(other.line) makes \(other.name) the primary \(role.rawValue) of this case too. A role has one: say “no” here or there."
            )
            return false
        }
        primaries[caseRole] = (line.row.line, person.name)
        return true
    }

    private mutating func isOpen(_ caseFile: CaseFile, _ person: Person, _ line: AssignmentLine) -> Bool {
        let count = plan.problems.count
        if caseFile.status == .closed {
            plan.refuse(
                line.row, .reference, "This case is closed, and read-only. Open it again first, or leave the line out.")
        }
        if person.archivedAt != nil {
            plan.refuse(
                line.row, line.personColumn,
                "This is \(person.name), who is archived. Bring them back first, or leave the line out.")
        }
        return plan.problems.count == count
    }

    private func words(_ part: Assignment, _ old: Assignment?) -> [String] {
        var words: [String] = []
        if old == nil { words.append(part.role.rawValue) }
        if let old, old.role != part.role { words.append("\(old.role.rawValue) becomes \(part.role.rawValue)") }
        if part.isPrimary {
            let other = ground.parts[part.caseFile]?.first {
                $0.role == part.role && $0.isPrimary && $0.person != part.person
            }
            let name = other.map { ground.people[$0.person]?.name ?? "somebody else" }
            words.append(
                (old == nil ? "" : "becomes ") + "primary of the role" + (name.map { ", in place of \($0)" } ?? ""))
        } else if old?.isPrimary == true {
            words.append("is primary no more")
        }
        return words
    }
}
