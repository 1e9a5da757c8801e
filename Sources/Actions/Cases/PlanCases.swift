import Domain
import Records
import SQL

/// Holds the lines of a file of cases against those that there are.
struct CasePlanner {
    private let known: [String: CaseFile]
    private let sees: (CaseFile) throws -> Bool
    private var plan = ImportPlan()
    /// In which line each reference stood first.
    private var lines: [String: Int] = [:]

    init(_ cases: [CaseFile], sees: @escaping (CaseFile) throws -> Bool) {
        known = Dictionary(cases.map { ($0.reference, $0) }) { first, _ in first }
        self.sees = sees
    }

    /// The plan for all lines.
    mutating func plan(_ table: ImportTable) throws -> ImportPlan {
        for row in table.rows {
            if let stray = row.strayCells {
                plan.refuse(row, nil, "This line has \(stray) cells, and the first line another number.")
            } else if let (details, status) = details(row) {
                try place(details, status, row)
            }
        }
        return plan
    }

    private mutating func details(_ row: ImportTable.Row) -> (CaseDetails, CaseStatus?)? {
        let before = plan.problems.count
        var details: CaseDetails?
        do throws(Malformed) {
            details = try CaseDetails(reference: row[.reference], title: row[.title])
        } catch {
            plan.refuse(row, ImportColumn(rawValue: error.field), error.remedy)
        }
        let status = CaseStatus(rawValue: row[.status].lowercased())
        if !row[.status].isEmpty, status == nil { plan.refuse(row, .status, "Say “open” or “closed”, or nothing.") }
        guard plan.problems.count == before, let details else { return nil }
        return (details, status)
    }

    private mutating func place(_ details: CaseDetails, _ status: CaseStatus?, _ row: ImportTable.Row) throws {
        if let line = lines.updateValue(row.line, forKey: details.reference) {
            return plan.refuse(row, .reference, "Line \(line) has this reference too.")
        }
        guard let old = known[details.reference] else {
            plan.lines.append(
                .init(
                    line: row.line, title: details.reference, effect: .added,
                    step: .openCase(details, status ?? .open)))
            return
        }
        guard try sees(old) else { return plan.refuse(row, .reference, "Another case has this reference.") }
        let changed = CaseFile(
            id: old.id, reference: old.reference, title: details.title, status: status ?? old.status,
            createdAt: old.createdAt, type: old.type, retention: old.retention, asksForCode: old.asksForCode)
        if old.status == .closed, changed.status == .closed, changed.title != old.title {
            return plan.refuse(
                row, .title, "This case is closed, and read-only. Say “open” as its status to open it again.")
        }
        var effects: [String] = []
        if changed.title != old.title { effects.append("title becomes \(changed.title)") }
        if changed.status != old.status {
            effects.append(changed.status == .open ? "will be opened again" : "will be closed")
        }
        plan.lines.append(
            .init(
                line: row.line, title: details.reference, effect: effects.isEmpty ? .same : .changed(effects),
                step: effects.isEmpty ? .none : .changeCase(changed)))
    }
}
