import Cryptography
import Domain
import Records
import SQL

/// Parts in cases that a file gives.
extension Installation {
    /// What a file of assignments would do.
    func planAssignments(
        _ table: ImportTable, _ viewer: Viewer, in transaction: any Transaction
    ) throws -> ImportPlan {
        let lines = table.rows.map { AssignmentLine($0) }
        var planner = AssignmentPlanner(try AssignmentGround(lines, for: viewer, in: transaction))
        return planner.plan(lines)
    }

    /// Leaves what assigning by hand leaves, and says that it was an import. Where mails are wanted, gives how many people get
    /// one: each one mail, however many cases they are put on.
    func assignImported(
        _ lines: [ImportPlan.Line], notifying: Bool, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> Int64? {
        var added: [ID<Person>: [ID<CaseFile>]] = [:]
        for line in lines {
            guard case .assign(let part, let isStaff) = line.step,
                try Self.assign(part, isImported: true, by: viewer, now: now, in: transaction), isStaff
            else { continue }
            let cause = NotificationCause(assignedAs: part.role, on: part.caseFile, by: viewer.person)
            try notifier.tell(part.person, of: cause, now: now, in: transaction)
            added[part.person, default: []].append(part.caseFile)
        }
        guard notifying else { return nil }
        added[viewer.person] = nil
        let people = try People(transaction).find(Array(added.keys))
        var told: Int64 = 0
        for (id, cases) in added.sorted(by: { $0.key.text < $1.key.text }) {
            guard let person = people[id] else { continue }
            if try tellAssigned(person, of: cases, now: now, in: transaction) { told += 1 }
        }
        return told
    }
}
