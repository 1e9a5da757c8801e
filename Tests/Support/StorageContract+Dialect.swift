package import SQL
internal import Testing

extension StorageContract {
    /// Values stand where the text has them, through lists and fragments, however many there are.
    package static func valuesKeepTheirPlaces(_ database: any Database) async throws {
        try await createTables(database)
        try await database.write { transaction in
            for number in 1...30 {
                try transaction.run("INSERT INTO things (id, number) VALUES (\("t\(number)"), \(number))")
            }
        }
        let range: SQL.Statement = "number >= \(4) AND number <= \(26)"
        let names = (1...30).filter { $0 % 2 == 0 }.map { "t\($0)" }
        let rows = try await database.read { transaction in
            try transaction.run(
                """
                SELECT id FROM things WHERE number <> \(10) AND id IN \(names) AND \(range) AND number <> \(12)
                ORDER BY number
                """
            ).map { try $0.text("id") }
        }
        #expect(rows == [4, 6, 8, 14, 16, 18, 20, 22, 24, 26].map { "t\($0)" })
    }

    /// A list without elements matches no row.
    package static func emptyListMatchesNothing(_ database: any Database) async throws {
        try await createTables(database)
        let rows = try await database.read { transaction in
            try transaction.run("SELECT id FROM owners WHERE id IN \([String]())").count
        }
        #expect(rows == 0)
    }

    /// Every value comes back as it went in: NULL is not the empty text, and integers have all 64 bits.
    package static func valuesComeBack(_ database: any Database) async throws {
        try await createTables(database)
        let texts: [String?] = [
            nil, "", " ", "'", "\"; DROP TABLE things; --", "\u{1}\u{7f}", "Zoë", "e\u{301}", "\u{10ffff}🧵",
        ]
        let numbers: [Int64?] = [nil, 0, -1, .max, .min, 1 << 53 + 1]
        for (index, text) in texts.enumerated() {
            try await database.write { transaction in
                try transaction.run("INSERT INTO owners (id, state) VALUES (\(text ?? "none"), \("active"))")
                let row = try #require(
                    try transaction.run(
                        "INSERT INTO things (id, owner) VALUES (\("text \(index)"), \(text)) RETURNING owner"
                    ).first)
                #expect(try row.optionalText("owner").map { Array($0.utf8) } == text.map { Array($0.utf8) })
            }
        }
        for (index, number) in numbers.enumerated() {
            try await database.write { transaction in
                let row = try #require(
                    try transaction.run(
                        "INSERT INTO things (id, number) VALUES (\("number \(index)"), \(number)) RETURNING number"
                    ).first)
                #expect(try row.optionalInteger("number") == number)
            }
        }
    }

    /// A megabyte of text is nothing special.
    package static func longTextComesBack(_ database: any Database) async throws {
        try await createTables(database)
        let text = String(repeating: "Prüfung ", count: 131_072)
        let found = try await database.write { transaction in
            try transaction.run("INSERT INTO things (id) VALUES (\("long"))")
            return try transaction.run("SELECT CAST(\(text) AS TEXT) AS echo FROM things").first?.text("echo")
        }
        #expect(found == text)
    }

    /// Text with U+0000, which one engine would cut off, is refused by both, and the transaction can go on.
    package static func zeroCharacterIsRefused(_ database: any Database) async throws {
        try await createTables(database)
        try await database.write { transaction in
            #expect(throws: DatabaseFault.constraint("Text with the character U+0000 is not stored.")) {
                try transaction.run("INSERT INTO things (id) VALUES (\("a\u{0}b"))")
            }
            try transaction.run("INSERT INTO things (id) VALUES (\("ab"))")
        }
        #expect(try await countThings(database) == 1)
    }

    /// More values than a statement can have are refused, and the transaction can go on.
    package static func tooManyValuesAreRefused(_ database: any Database) async throws {
        try await createTables(database)
        let names = (0..<70_000).map { "t\($0)" }
        let found = try await database.write { transaction in
            #expect {
                try transaction.run("SELECT id FROM things WHERE id IN \(names)")
            } throws: { fault in
                guard case .refusedStatement? = fault as? DatabaseFault else { return false }
                return true
            }
            try transaction.run("INSERT INTO things (id) VALUES ('t1')")
            return try transaction.run("SELECT id FROM things WHERE id IN \(Array(names.prefix(1_000)))").count
        }
        #expect(found == 1)
    }

    /// A change tells what it changed; one that changes nothing returns no row.
    package static func changesReturnTheirRows(_ database: any Database) async throws {
        try await createTables(database)
        let (made, changed, none, gone) = try await database.write { transaction in
            (
                try transaction.run("INSERT INTO things (id, number) VALUES ('a', 1), ('b', 2) RETURNING id").count,
                try transaction.run("UPDATE things SET number = number + \(10) WHERE id = 'b' RETURNING number AS n")
                    .map { try $0.integer("n") },
                try transaction.run("UPDATE things SET number = 0 WHERE id = 'c' RETURNING id").count,
                try transaction.run("DELETE FROM things WHERE number < \(10) RETURNING id").map { try $0.text("id") }
            )
        }
        #expect(made == 2)
        #expect(changed == [12])
        #expect(none == 0)
        #expect(gone == ["a"])
    }

    /// What is there already can be met in the same statement.
    package static func conflictsCanBeMet(_ database: any Database) async throws {
        try await createTables(database)
        let numbers = try await database.write { transaction in
            try (1...3).map { _ in
                try transaction.run(
                    """
                    INSERT INTO things (id, number) VALUES ('counter', 1)
                    ON CONFLICT (id) DO UPDATE SET number = things.number + 1 RETURNING number
                    """
                ).first?.integer("number")
            }
        }
        #expect(numbers == [1, 2, 3])
    }

    /// A column that is not there, or of the other type, is a fault that names the column.
    package static func rowsAreReadStrictly(_ database: any Database) async throws {
        try await createTables(database)
        try await database.read { transaction in
            let row = try #require(try transaction.run("SELECT id, state FROM owners").first)
            #expect(throws: DatabaseFault.unexpectedRow(column: "age")) { try row.integer("age") }
            #expect(throws: DatabaseFault.unexpectedRow(column: "state")) { try row.integer("state") }
        }
    }
}
