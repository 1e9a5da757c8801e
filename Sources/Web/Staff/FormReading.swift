import Domain

/// What is wrong with a form, gathered field by field, so that everything is said at once.
struct FormReading {
    private(set) var problems: [Malformed] = []

    var isGood: Bool { problems.isEmpty }

    /// The value, or nil and one more problem.
    mutating func read<Value>(_ body: () throws(Malformed) -> Value) -> Value? {
        do {
            return try body()
        } catch {
            add(error)
            return nil
        }
    }

    /// Another thing that is wrong; the first of a field counts.
    mutating func add(_ problem: Malformed) {
        if !problems.contains(where: { $0.field == problem.field }) { problems.append(problem) }
    }

    /// The field as it was typed, with what is wrong about it.
    func field(_ id: String, _ value: String = "") -> Field {
        Field(id, value: value, error: error(id))
    }

    func choice(_ id: String, _ choices: [Choice]) -> ChoiceField {
        ChoiceField(id, choices: choices, error: error(id))
    }

    func error(_ id: String) -> String? { problems.first { $0.field == id }?.remedy }

    /// For the top of the page; nil when nothing is wrong.
    var summary: ErrorSummary? {
        ErrorSummary(problems.map { ErrorSummary.Problem(field: $0.field, message: $0.remedy) })
    }
}

extension FormReading {
    /// Saves; what is refused for a field only then is shown at it.
    mutating func saving<Kept>(_ save: () async throws -> Kept) async throws -> Kept? {
        do {
            return try await save()
        } catch let refusal as Malformed {
            add(refusal)
            return nil
        }
    }
}
