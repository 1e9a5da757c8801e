package import SQL
internal import Synchronization
internal import Testing

extension StorageContract {
    /// A body that throws leaves nothing, and its own error reaches the caller.
    package static func throwingUndoesAll(_ database: any Database) async throws {
        try await createTables(database)
        await #expect(throws: Refusal.self) {
            try await database.write { transaction in
                try transaction.run("INSERT INTO things (id) VALUES ('a')")
                try transaction.run("CREATE TABLE more (id TEXT PRIMARY KEY)")
                throw Refusal()
            }
        }
        #expect(try await countThings(database) == 0)
        await #expect(throws: DatabaseFault.self) {
            try await database.read { try $0.run("SELECT id FROM more") }
        }
    }

    /// What `write` returned is there for whoever reads next.
    package static func writesAreSeenByTheNextRead(_ database: any Database) async throws {
        try await createTables(database)
        for number in 1...50 {
            try await database.write { try $0.run("INSERT INTO things (id) VALUES (\("t\(number)"))") }
            #expect(try await countThings(database) == Int64(number))
        }
    }

    /// A read sees one moment, whatever is committed meanwhile.
    package static func readsAreSnapshots(_ database: any Database) async throws {
        try await createTables(database)
        let hasLooked = Mutex(false)
        let hasWritten = Mutex(false)
        async let counts = database.read { transaction in
            let before = try transaction.run("SELECT COUNT(*) AS count FROM things").first?.integer("count")
            hasLooked.withLock { $0 = true }
            let deadline = ContinuousClock.now + .seconds(20)
            while !hasWritten.withLock({ $0 }), ContinuousClock.now < deadline {}
            let after = try transaction.run("SELECT COUNT(*) AS count FROM things").first?.integer("count")
            return [before, after]
        }
        while !hasLooked.withLock({ $0 }) { await Task.yield() }
        try await database.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
        hasWritten.withLock { $0 = true }
        #expect(try await counts == [0, 0])
        #expect(try await countThings(database) == 1)
    }

    /// A body of `read` that tries to write gets a fault, and nothing is written.
    package static func readsDoNotWrite(_ database: any Database) async throws {
        try await createTables(database)
        await #expect(throws: DatabaseFault.self) {
            try await database.read { try $0.run("INSERT INTO things (id) VALUES ('a')") }
        }
        #expect(try await countThings(database) == 0)
    }

    /// Concurrent writers that read before they write lose no update.
    package static func updatesAreNotLost(_ database: any Database) async throws {
        try await createTables(database)
        try await database.write { try $0.run("INSERT INTO things (id, number) VALUES ('sum', 0)") }
        _ = try await raceOfSixteen { _ -> Bool? in
            try await database.write { transaction in
                let number = try transaction.run("SELECT number FROM things WHERE id = 'sum'").first?.integer("number")
                try transaction.run("UPDATE things SET number = \((number ?? 0) + 1) WHERE id = 'sum'")
            }
            return true
        }
        let sum = try await database.read { try $0.run("SELECT number FROM things").first?.integer("number") }
        #expect(sum == 16)
    }

    /// One statement that counts up misses nobody, whatever the isolation.
    package static func guardedCountersCountAll(_ database: any Database) async throws {
        try await createTables(database)
        try await database.write { try $0.run("INSERT INTO things (id, number) VALUES ('sum', 0)") }
        for isolation in [Isolation.guarded, .serialisable, .exclusive] {
            let counts = try await raceOfSixteen { _ in
                try await database.write(isolation) { transaction in
                    try transaction.run("UPDATE things SET number = number + 1 WHERE id = 'sum' RETURNING number")
                        .first?.integer("number")
                }
            }
            #expect(Set(counts).count == 16)
        }
        #expect(try await database.read { try $0.run("SELECT number FROM things").first?.integer("number") } == 48)
    }

    /// Of sixteen that take a one-time thing at once, one gets it.
    package static func oneTimeThingsAreTakenOnce(_ database: any Database) async throws {
        try await createTables(database)
        for round in 0..<20 {
            let id = "t\(round)"
            try await database.write { try $0.run("INSERT INTO things (id) VALUES (\(id))") }
            let winners = try await raceOfSixteen { runner in
                try await database.write { transaction in
                    try transaction.run(
                        "UPDATE things SET used_at = \(runner) WHERE id = \(id) AND used_at IS NULL RETURNING used_at"
                    ).first?.integer("used_at")
                }
            }
            let kept = try await database.read { transaction in
                try transaction.run("SELECT used_at FROM things WHERE id = \(id)").first?.integer("used_at")
            }
            #expect(winners.count == 1)
            #expect(winners.first == kept)
        }
    }

    /// A caller that is cancelled after handing in its body does not undo it.
    package static func cancelledCallersStillWrite(_ database: any Database) async throws {
        try await createTables(database)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await database.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
            return try await countThings(database)
        }
        #expect(try await task.value == 1)
    }
}
