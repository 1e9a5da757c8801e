package import Domain
package import SQL

/// The kinds of cases that the organisation has.
package struct CaseTypes {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a type; a name that another one has is a `constraint` fault.
    package func insert(_ type: CaseType) throws {
        try transaction.run(
            """
            INSERT INTO case_types (id, name, name_key, created_at)
            VALUES (\(type.id), \(type.name), \(type.key), \(type.createdAt))
            """)
    }

    /// Gives a type another name.
    package func rename(_ id: ID<CaseType>, to name: String) throws {
        try transaction.run(
            "UPDATE case_types SET name = \(name), name_key = \(CaseType.key(of: name)) WHERE id = \(id)")
    }

    /// Takes a type out of the choice for cases, or back into it with nil; false where it was so before.
    package func archive(_ id: ID<CaseType>, at moment: Moment?) throws -> Bool {
        guard let moment else {
            return try transaction.change(
                "UPDATE case_types SET archived_at = NULL WHERE id = \(id) AND archived_at IS NOT NULL") > 0
        }
        return try transaction.change(
            "UPDATE case_types SET archived_at = \(moment) WHERE id = \(id) AND archived_at IS NULL") > 0
    }

    /// All of them, archived ones too, in the order of the alphabet.
    package func all() throws -> [CaseType] {
        try transaction.run("\(Self.columns)").map(type).sorted { ($0.key, $0.id.text) < ($1.key, $1.id.text) }
    }

    /// The type of this id.
    package func find(_ id: ID<CaseType>) throws -> CaseType? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(type)
    }

    /// The type that has this name, however it is spelled.
    package func find(name: String) throws -> CaseType? {
        try transaction.run("\(Self.columns) WHERE name_key = \(CaseType.key(of: name))").first.map(type)
    }

    /// How many cases that are for these eyes have each type.
    package func counts(seenBy onlooker: Onlooker) throws -> [ID<CaseType>: Int64] {
        let rows = try transaction.run(
            """
            SELECT type_id, COUNT(*) AS n FROM cases WHERE type_id IS NOT NULL AND \(onlooker.seesCase) GROUP BY type_id
            """)
        return try rows.reduce(into: [:]) { counts, row in counts[try row.id("type_id")] = try row.integer("n") }
    }

    private static let columns: Statement = "SELECT id, name, created_at, archived_at FROM case_types"

    private func type(_ row: Row) throws -> CaseType {
        CaseType(
            id: try row.id("id"), name: try row.text("name"), createdAt: try row.moment("created_at"),
            archivedAt: try row.optionalMoment("archived_at"))
    }
}
