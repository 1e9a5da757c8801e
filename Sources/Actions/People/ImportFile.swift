import Cryptography
package import Domain
import Records
import SQL

/// How bringing a file for import ends.
package enum BroughtImport: Hashable, Sendable {
    case notAllowed
    case brought(ID<ImportRecord>)
}

/// A file that was brought, with what importing it would do now, or what it did.
package struct ShownImport: Sendable {
    package let record: ImportRecord
    /// None once it has ended, a day has passed, or another of its kind was brought.
    package let plan: ImportPlan?
}

/// How confirming an import ends.
package enum ConfirmedImport: Sendable {
    case unknown
    case notAllowed
    /// A day has passed, or another of its kind was brought since: the file has to be brought again.
    case over
    /// There are problems, or nothing to do.
    case impossible(ImportPlan)
    /// It would do something else than what was seen.
    case changedMeanwhile(ImportPlan)
    /// Confirmed now or before, which is the same.
    case imported(ImportRecord.End)
}

extension Installation {
    /// Keeps a file until it is confirmed, for a day at most, in place of an earlier one of its kind, and imports nothing. Throws `Malformed` for the field `file` where it
    /// cannot be read as a table of this kind.
    package func bringImport(
        _ bytes: [UInt8], of kind: ImportKind, by viewer: Viewer
    ) async throws -> BroughtImport {
        let content = try Self.table(bytes, kind).content
        let digest = try digest(of: bytes)
        let record = ImportRecord(
            id: try world.newID(), kind: kind, content: content, createdBy: viewer.person, createdAt: world.now())
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayImport(kind) else { return .notAllowed }
            try self.note(record.id, content: digest, now: record.createdAt, in: transaction)
            try Imports(transaction).insert(record)
            try Imports(transaction).forgetEarlier(than: record)
            return .brought(record.id)
        }
    }

    /// The file with its plan, looked up anew; none for anybody but who brought it. Reads only.
    package func showImport(_ id: ID<ImportRecord>, to viewer: Viewer) async throws -> ShownImport? {
        let now = world.now()
        return try await database.read { transaction in
            guard let record = try Imports(transaction).find(id), record.createdBy == viewer.person else { return nil }
            let isOpen = record.isOpen(now: now) && viewer.rights.mayImport(record.kind)
            return ShownImport(record: record, plan: isOpen ? try self.plan(record, viewer, in: transaction) : nil)
        }
    }

    /// Imports all of the file or nothing, if it still does what was `seen`: the name of the plan. `notifying` has a mail tell
    /// whoever it puts on cases.
    package func confirmImport(
        _ id: ID<ImportRecord>, seen: String, notifying: Bool = false, by viewer: Viewer
    ) async throws -> ConfirmedImport {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let record = try Imports(transaction).find(id), record.createdBy == viewer.person else {
                return .unknown
            }
            guard viewer.rights.mayImport(record.kind) else { return .notAllowed }
            if let end = record.end { return .imported(end) }
            guard record.isOpen(now: now) else { return .over }
            let plan = try self.plan(record, viewer, in: transaction)
            guard plan.isPossible else { return .impossible(plan) }
            guard try plan.name == seen else { return .changedMeanwhile(plan) }
            let end = ImportRecord.End(at: now, added: Int64(plan.added), changed: Int64(plan.changed))
            guard try Imports(transaction).end(id, end) else { return .unknown }
            for line in plan.lines { try self.apply(line.step, by: viewer, now: now, in: transaction) }
            guard record.kind == .assignments else { return .imported(end) }
            let told = try self.assignImported(
                plan.lines, notifying: notifying, by: viewer, now: now, in: transaction)
            if let told { try Imports(transaction).setTold(told, by: id) }
            return .imported(ImportRecord.End(at: now, added: end.added, changed: end.changed, told: told))
        }
    }

    private func plan(
        _ record: ImportRecord, _ viewer: Viewer, in transaction: any Transaction
    ) throws -> ImportPlan {
        let table = try Self.table(Array(record.content.utf8), record.kind).table
        switch record.kind {
        case .contacts:
            var planner = ContactPlanner(try People(transaction).all()) { person in
                try self.mayChange(person, viewer, in: transaction)
            }
            return try planner.plan(table)
        case .cases:
            let own = Set(try Cases(transaction).assignments(of: viewer.person).keys)
            var planner = CasePlanner(try Cases(transaction).all()) { caseFile in
                viewer.rights.maySeeCase(assigned: own.contains(caseFile.id))
            }
            return try planner.plan(table)
        case .assignments: return try planAssignments(table, viewer, in: transaction)
        }
    }

    private func apply(
        _ step: ImportPlan.Step, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        switch step {
        // Parts in cases are given together: `assignImported`.
        case .none, .assign: break
        case .addPerson(let details, let kind):
            try People(transaction).insert(
                Person(
                    id: try world.newID(), kind: kind, name: details.name, addresses: details.addresses,
                    createdAt: now))
            guard try markShared(details.shared, by: viewer, now: now, in: transaction) else {
                throw Malformed("file", "Somebody whom you may not change has an address of \(details.name) too.")
            }
        case .changePerson(let person, let marks):
            try People(transaction).update(person)
            try Self.endPortalAccess(losing: person, by: viewer, now: now, in: transaction)
            guard try mark(marks, of: person, by: viewer, now: now, in: transaction) else {
                throw Malformed("file", "Somebody whom you may not change has an address of \(person.name) too.")
            }
        case .openCase(let details, let status):
            try open(details, status, by: viewer, now: now, in: transaction)
        case .changeCase(let caseFile): try Self.change(caseFile, by: viewer, now: now, in: transaction)
        }
    }

    private static func change(
        _ caseFile: CaseFile, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        try setStatus(caseFile.status, of: caseFile.id, by: viewer, now: now, in: transaction)
        guard let old = try Cases(transaction).find(caseFile.id), old.title != caseFile.title else { return }
        try Cases(transaction).update(caseFile)
        let event = CaseEvent(
            .changed, at: now, by: viewer.person, detail: "title from “\(old.title)” to “\(caseFile.title)”")
        try CaseEvents(transaction).append(event, to: caseFile.id)
    }

    private func open(
        _ details: CaseDetails, _ status: CaseStatus, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        let caseFile = CaseFile(
            id: try world.newID(), reference: details.reference, title: details.title, status: .open, createdAt: now,
            asksForCode: details.asksForCode)
        try Cases(transaction).insert(caseFile, by: viewer.person)
        try CaseEvents(transaction).append(CaseEvent(.opened, at: now, by: viewer.person), to: caseFile.id)
        try Self.setStatus(status, of: caseFile.id, by: viewer, now: now, in: transaction)
        guard !viewer.rights.seesEveryCase else { return }
        let part = Assignment(caseFile: caseFile.id, person: viewer.person, role: .investigator)
        try Self.assign(part, by: viewer, now: now, in: transaction)
    }

    /// The table and its text.
    private static func table(
        _ bytes: [UInt8], _ kind: ImportKind
    ) throws(Malformed) -> (table: ImportTable, content: String) {
        let table = try ImportTable(try CSVTable(reading: bytes), kind)
        return (table, String(decoding: bytes, as: UTF8.self))
    }
}

extension ImportRecord {
    /// Whether it can be confirmed still.
    fileprivate func isOpen(now: Moment) -> Bool {
        end == nil && !content.isEmpty && now < createdAt + .days(1)
    }
}

extension Rights {
    /// Whether this role may import such files.
    package func mayImport(_ kind: ImportKind) -> Bool {
        switch kind {
        case .contacts: mayKeepPeople
        case .cases: mayOpenCases
        case .assignments: mayChangeCases
        }
    }
}
