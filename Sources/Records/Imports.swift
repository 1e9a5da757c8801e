package import Domain
package import SQL

/// The files that were brought for import.
package struct Imports {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a file that nobody confirmed yet.
    package func insert(_ record: ImportRecord) throws {
        try transaction.run(
            """
            INSERT INTO imports (id, kind, content, created_by, created_at)
            VALUES (\(record.id), \(record.kind.rawValue), \(record.content), \(record.createdBy), \(record.createdAt))
            """)
    }

    /// The file of this id.
    package func find(_ id: ID<ImportRecord>) throws -> ImportRecord? {
        try transaction.run(
            """
            SELECT id, kind, content, created_by, created_at, ended_at, added, changed, told FROM imports WHERE id = \(id)
            """
        ).first.map { row in
            ImportRecord(
                id: try row.id("id"), kind: try row.word("kind"), content: try row.text("content"),
                createdBy: try row.id("created_by"), createdAt: try row.moment("created_at"),
                end: try row.optionalMoment("ended_at").map {
                    ImportRecord.End(
                        at: $0, added: try row.integer("added"), changed: try row.integer("changed"),
                        told: try row.optionalInteger("told"))
                })
        }
    }

    /// Ends it with what was done, and forgets the text; false where it has ended.
    package func end(_ id: ID<ImportRecord>, _ end: ImportRecord.End) throws -> Bool {
        try transaction.change(
            """
            UPDATE imports SET ended_at = \(end.at), added = \(end.added), changed = \(end.changed), content = ''
            WHERE id = \(id) AND ended_at IS NULL
            """) > 0
    }

    /// Notes how many people are mailed about what it did.
    package func setTold(_ count: Int64, by id: ID<ImportRecord>) throws {
        try transaction.run("UPDATE imports SET told = \(count) WHERE id = \(id)")
    }

    /// Forgets the texts of this kind that this person brought before and did not confirm.
    package func forgetEarlier(than record: ImportRecord) throws {
        try transaction.run(
            """
            UPDATE imports SET content = ''
            WHERE created_by = \(record.createdBy) AND kind = \(record.kind.rawValue) AND id <> \(record.id)
                AND ended_at IS NULL AND content <> ''
            """)
    }

    /// Forgets the texts that nobody confirmed since before this moment.
    package func forget(before: Moment) throws {
        try transaction.run("UPDATE imports SET content = '' WHERE created_at < \(before) AND content <> ''")
    }
}
