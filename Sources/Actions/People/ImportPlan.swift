import Cryptography
package import Domain

/// What an import would do, line by line, as the world is at the moment.
package struct ImportPlan: Sendable {
    /// What is wrong, in the order of the file. With any of these nothing is imported.
    package internal(set) var problems: [Problem] = []
    /// The lines without problems, in the order of the file.
    package internal(set) var lines: [Line] = []

    /// Something wrong with a line.
    package struct Problem: Hashable, Sendable {
        package let line: Int
        /// None where it is the whole line.
        package let column: ImportColumn?
        /// What to do about it.
        package let remedy: String
    }

    /// A line that can be imported.
    package struct Line: Sendable {
        package let line: Int
        /// Who or what it is about.
        package let title: String
        package let effect: Effect
        let step: Step
        /// What else is to be known of somebody or something that is added.
        package var details: [String] = []
    }

    /// What importing a line comes to.
    package enum Effect: Hashable, Sendable {
        case added
        /// Somebody or something known already; each part says what becomes of what.
        case changed([String])
        /// Known already, as the line has it.
        case same
    }

    /// What is written for a line.
    enum Step: Sendable {
        case none
        case addPerson(PersonDetails, PersonKind)
        case changePerson(Person, marks: Set<EmailAddress>)
        case openCase(CaseDetails, CaseStatus)
        case changeCase(CaseFile)
        case assign(Assignment, isStaff: Bool)
    }

    package var added: Int { lines.count { $0.effect == .added } }
    package var changed: Int { lines.count { if case .changed = $0.effect { true } else { false } } }
    package var same: Int { lines.count { $0.effect == .same } }

    /// Whether it can be confirmed.
    package var isPossible: Bool { problems.isEmpty && added + changed > 0 }

    /// Names exactly this: confirmed is what was seen.
    package var name: String {
        get throws {
            let problems = problems.map { "\($0.line) \($0.column?.rawValue ?? "") \($0.remedy)" }
            let lines = lines.map { "\($0.line) \($0.title) \($0.effect) \($0.details) \($0.known)" }
            return try SHA256.digest(of: Array((problems + lines).joined(separator: "\n").utf8)).hex
        }
    }

    mutating func refuse(_ row: ImportTable.Row, _ column: ImportColumn?, _ remedy: String) {
        problems.append(Problem(line: row.line, column: column, remedy: remedy))
    }
}

extension ImportPlan.Line {
    /// The id of what it would change.
    fileprivate var known: String {
        switch step {
        case .changePerson(let person, _): person.id.text
        case .changeCase(let caseFile): caseFile.id.text
        case .assign(let part, _): "\(part.caseFile) \(part.person) \(part.role.rawValue) \(part.isPrimary)"
        case .none, .addPerson, .openCase: ""
        }
    }
}
