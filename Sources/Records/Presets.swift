package import Domain
package import SQL

/// The stored beginnings of case updates.
package struct Presets {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a preset, its version 1; a name that another one has is a `constraint` fault.
    package func insert(_ preset: Preset) throws {
        try transaction.run(
            """
            INSERT INTO presets (id, name, access_group_id, title, body, version, created_at)
            VALUES (\(preset.id), \(preset.name), \(preset.accessGroup), \(preset.title), \(preset.body), 1,
                \(preset.createdAt))
            """)
    }

    /// Changes a preset that still has `version`; false if somebody changed it meanwhile.
    package func change(_ preset: Preset, version: Int64) throws -> Bool {
        try transaction.change(
            """
            UPDATE presets SET name = \(preset.name), access_group_id = \(preset.accessGroup), title = \(preset.title),
                body = \(preset.body), version = version + 1
            WHERE id = \(preset.id) AND version = \(version)
            """
        ) > 0
    }

    /// Offers a preset no more, or again with nil; false where it was so before.
    package func archive(_ id: ID<Preset>, at moment: Moment?) throws -> Bool {
        guard let moment else {
            return try transaction.change(
                "UPDATE presets SET archived_at = NULL WHERE id = \(id) AND archived_at IS NOT NULL") > 0
        }
        return try transaction.change(
            "UPDATE presets SET archived_at = \(moment) WHERE id = \(id) AND archived_at IS NULL") > 0
    }

    /// All of them, by age.
    package func all() throws -> [Preset] {
        try transaction.run("\(Self.columns) ORDER BY created_at, id").map(preset)
    }

    /// The preset of this id.
    package func find(_ id: ID<Preset>) throws -> Preset? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(preset)
    }

    /// The id of the preset that has this name.
    package func find(name: String) throws -> ID<Preset>? {
        try transaction.run("SELECT id FROM presets WHERE name = \(name)").first?.id("id")
    }

    /// How often the preset was changed: what a form carries.
    package func version(of id: ID<Preset>) throws -> Int64? {
        try transaction.run("SELECT version FROM presets WHERE id = \(id)").first?.integer("version")
    }

    /// How many presets begin updates of each access group.
    package func counts() throws -> [ID<AccessGroup>: Int64] {
        let rows = try transaction.run("SELECT access_group_id, COUNT(*) AS n FROM presets GROUP BY access_group_id")
        return try rows.reduce(into: [:]) { $0[try $1.id("access_group_id")] = try $1.integer("n") }
    }

    private static let columns: Statement = """
        SELECT id, name, access_group_id, title, body, created_at, archived_at FROM presets
        """

    private func preset(_ row: Row) throws -> Preset {
        Preset(
            id: try row.id("id"), name: try row.text("name"), accessGroup: try row.id("access_group_id"),
            title: try row.text("title"), body: try row.text("body"), createdAt: try row.moment("created_at"),
            archivedAt: try row.optionalMoment("archived_at"))
    }
}
