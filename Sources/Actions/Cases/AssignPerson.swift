import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How putting somebody on a case, or taking them off, ends.
package enum AssignedPerson: Hashable, Sendable {
    /// This viewer sees no such case.
    case unknown
    case notAllowed
    case closed
    /// Nobody knows them, or they are archived.
    case noSuchPerson
    /// Staff roles are for staff, contact roles for everybody else.
    case wrongRole
    case done
    /// Done, and a mail tells them.
    case told
    /// Done; no mail tells them, although it was wanted: only staff with an open account are mailed, of a role that is new to them
    /// and that somebody else gave them, unless they want such mails no more.
    case untold
}

extension Installation {
    /// Gives a person a role on a case, in place of another one they had; as its primary, in place of whoever was.
    package func assign(
        _ person: ID<Person>, as role: AssignmentRole, isPrimary: Bool = false, notifying: Bool = false,
        to id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> AssignedPerson {
        let now = world.now()
        return try await changeAssignments(of: id, by: viewer) { viewer, transaction in
            guard let found = try People(transaction).find(person), found.archivedAt == nil else {
                return .noSuchPerson
            }
            guard role.isForStaff == (found.kind == .staff) else { return .wrongRole }
            let part = Assignment(caseFile: id, person: person, role: role, isPrimary: isPrimary)
            let isNew = try Self.assign(part, by: viewer, now: now, in: transaction)
            if isNew {
                let cause = NotificationCause(assignedAs: role, on: id, by: viewer.person)
                try self.notifier.tell(person, of: cause, now: now, in: transaction)
            }
            guard notifying else { return .done }
            guard isNew, person != viewer.person else { return .untold }
            return try self.tellAssigned(found, of: [id], now: now, in: transaction) ? .told : .untold
        }
    }

    /// Makes somebody on a case the primary of their role, in place of whoever was; `noSuchPerson` where they are not on it.
    package func makePrimary(
        _ person: ID<Person>, of id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> AssignedPerson {
        let now = world.now()
        return try await changeAssignments(of: id, by: viewer) { viewer, transaction in
            guard let part = try Cases(transaction).assignment(of: person, to: id) else { return .noSuchPerson }
            let primary = Assignment(caseFile: id, person: person, role: part.role, isPrimary: true)
            try Self.assign(primary, by: viewer, now: now, in: transaction)
            return .done
        }
    }

    /// Takes a person off a case. What was sent to them stays theirs until it is revoked.
    package func unassign(
        _ person: ID<Person>, from id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> AssignedPerson {
        let now = world.now()
        return try await changeAssignments(of: id, by: viewer) { viewer, transaction in
            guard let part = try Cases(transaction).assignment(of: person, to: id) else { return .done }
            try Cases(transaction).unassign(person, from: id)
            let event = CaseEvent(.unassigned, at: now, by: viewer.person, to: person, detail: part.role.rawValue)
            try CaseEvents(transaction).append(event, to: id)
            return .done
        }
    }

    /// Notes what is new about it; whether the person had not this role before.
    @discardableResult
    static func assign(
        _ part: Assignment, isImported: Bool = false, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        let before = try Cases(transaction).assignment(of: part.person, to: part.caseFile)
        guard before != part else { return false }
        try Cases(transaction).assign(part, now: now)
        let note = { (kind: CaseEventKind, words: String) in
            let event = CaseEvent(
                kind, at: now, by: viewer.person, to: part.person, detail: isImported ? words + ", by import" : words)
            try CaseEvents(transaction).append(event, to: part.caseFile)
        }
        if before == nil {
            try note(.assigned, part.role.rawValue)
        } else if let role = before?.role, role != part.role {
            try note(.roleChanged, "from \(role.rawValue) to \(part.role.rawValue)")
        } else if before?.isPrimary == true, !part.isPrimary {
            try note(.roleChanged, "from primary \(part.role.rawValue) to \(part.role.rawValue)")
        }
        if part.isPrimary, before?.isPrimary != true || before?.role != part.role {
            try note(.madePrimary, part.role.rawValue)
        }
        return before?.role != part.role
    }

    /// One mail, however many cases these are; false where none may go out.
    func tellAssigned(
        _ person: Person, of cases: [ID<CaseFile>], now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        guard let account = try StaffAccounts(transaction).find(person.id), account.disabledAt == nil,
            let address = person.primaryAddress,
            try notifier.channel(of: .assigned, for: person.id, in: transaction) == .mail
        else { return false }
        let letterID: ID<QueuedLetter> = try world.newID()
        let letter = try letterWriter.assigned(
            LetterStamp(to: address, id: letterID.text, date: now), cases: cases.count,
            link: organisation.origin + (cases.count == 1 ? "/cases/\(cases[0])" : "/cases?whose=mine"))
        try Outbox(transaction).insert(
            queued(letter, id: letterID, kind: .staff, to: address, givingUpAt: now + .hours(72)), now: now)
        return true
    }

    private func changeAssignments(
        of id: ID<CaseFile>, by viewer: Viewer,
        _ change: @escaping @Sendable (Viewer, any Transaction) throws -> AssignedPerson
    ) async throws -> AssignedPerson {
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChangeCases else { return .notAllowed }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            guard caseFile.status == .open else { return .closed }
            return try change(viewer, transaction)
        }
    }
}
