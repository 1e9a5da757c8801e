import Domain

/// One line of a file of assignments, each cell read by itself: who has what part in which case.
struct AssignmentLine: Sendable {
    let row: ImportTable.Row
    private(set) var reference: String?
    private(set) var id: ID<Person>?
    private(set) var address: EmailAddress?
    private(set) var role: AssignmentRole?
    /// None where it stays as it is.
    private(set) var isPrimary: Bool?
    private(set) var problems: [(column: ImportColumn?, remedy: String)] = []

    init(_ row: ImportTable.Row) {
        self.row = row
        if let stray = row.strayCells {
            problems.append((nil, "This line has \(stray) cells, and the first line another number."))
            return
        }
        reference = read(.reference) { () throws(Malformed) in
            try Typed.line(row[.reference], field: "reference", limit: 60)
        }
        readPerson()
        readRole()
        switch row[.primary].lowercased() {
        case "": isPrimary = nil
        case "yes": isPrimary = true
        case "no": isPrimary = false
        default: problems.append((.primary, "Say “yes” or “no”, or nothing to leave it as it is."))
        }
    }

    /// Where somebody is told apart by: what a problem with the person names.
    var personColumn: ImportColumn { row[.id].isEmpty ? .email : .id }

    private mutating func readPerson() {
        if !row[.id].isEmpty {
            id = try? ID(reading: row[.id])
            if id == nil { problems.append((.id, Self.unknownID)) }
        }
        if !row[.email].isEmpty {
            let cell = row[.email]
            address = read(.email) { () throws(Malformed) in try Typed.address(cell) }
        }
        if row[.id].isEmpty, row[.email].isEmpty {
            problems.append((.email, "Say who it is: an address of theirs, or their id as an export has it."))
        }
    }

    private mutating func readRole() {
        let word = row[.role].lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        role = AssignmentRole(rawValue: word)
        if role == nil {
            problems.append(
                (.role, "Say one of these: \(AssignmentRole.allCases.map(\.rawValue).joined(separator: ", "))."))
        }
    }

    private mutating func read<Value>(_ column: ImportColumn, _ body: () throws(Malformed) -> Value) -> Value? {
        do throws(Malformed) {
            return try body()
        } catch {
            problems.append((column, error.remedy))
            return nil
        }
    }

    static let unknownID = "Nobody is known by this id. Take it from an export, or say an address instead."
}
