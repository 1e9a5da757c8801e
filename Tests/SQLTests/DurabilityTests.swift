import Foundation
import SQL
import SQLiteEngine
import TestSupport
import Testing

@Suite("ST-01: durability of the SQLite engine")
struct DurabilityTests {
    @Test("ST-01: the writer syncs fully, logs ahead, keeps references and never checkpoints by itself")
    func settings() async throws {
        let fresh = try await TestDatabase(.sqlite)
        try await fresh.database.write { (transaction: any Transaction) throws in
            #expect(try transaction.run("PRAGMA journal_mode").first?.text("journal_mode") == "wal")
            #expect(try transaction.run("PRAGMA synchronous").first?.integer("synchronous") == 2)
            #expect(try transaction.run("PRAGMA foreign_keys").first?.integer("foreign_keys") == 1)
            #expect(try transaction.run("PRAGMA wal_autocheckpoint").first?.integer("wal_autocheckpoint") == 0)
            #expect(try transaction.run("PRAGMA mmap_size").first?.integer("mmap_size") == 0)
        }
        try await fresh.database.read { (transaction: any Transaction) throws in
            #expect(try transaction.run("PRAGMA mmap_size").first?.integer("mmap_size") == 0)
        }
    }

    @Test("ST-01: what was acknowledged is in the files, though the process never closed them")
    func acknowledgedIsInTheFiles() async throws {
        let fresh = try await TestDatabase(.sqlite)
        try await fresh.database.write { try $0.run("CREATE TABLE things (id BIGINT PRIMARY KEY)") }
        for number in 0..<20 {
            try await fresh.database.write { try $0.run("INSERT INTO things (id) VALUES (\(number))") }
        }
        let copy = try TemporaryFolder()
        for name in ["database", "database-wal"] {
            try FileManager.default.copyItem(atPath: fresh.folder.path + "/" + name, toPath: copy.path + "/" + name)
        }
        let survivor = try SQLiteDatabase(path: copy.path + "/database")
        #expect(try await count(survivor) == 20)
        try await survivor.close()
    }

    @Test("closing empties the log; then nothing is read or written; opening again finds all")
    func closingAndOpening() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/database"
        let database = try SQLiteDatabase(path: path)
        try await database.write { try $0.run("CREATE TABLE things (id BIGINT PRIMARY KEY)") }
        try await database.write { try $0.run("INSERT INTO things (id) VALUES (1)") }
        try await database.close()
        #expect(fileSize(path + "-wal") == 0)
        await #expect(throws: DatabaseFault.unavailable("The database is closed.")) { try await count(database) }
        await #expect(throws: DatabaseFault.unavailable("The database is closed.")) {
            try await database.write { try $0.run("INSERT INTO things (id) VALUES (2)") }
        }
        let again = try SQLiteDatabase(path: path)
        #expect(try await count(again) == 1)
        try await again.close()
    }

    @Test("the files are for their owner only")
    func fileModes() async throws {
        let fresh = try await TestDatabase(.sqlite)
        for name in ["database", "database-wal", "database-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: fresh.folder.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("ST-05: another program's file is refused")
    func otherProgramsFile() async throws {
        let foreign = DatabaseFault.foreignSchema("The database file belongs to another program.")
        let folder = try TemporaryFolder()
        let path = folder.path + "/database"
        let database = try SQLiteDatabase(path: path)
        try await database.write { try $0.run("PRAGMA application_id = 7") }
        try await database.close()
        #expect(throws: foreign) { try SQLiteDatabase(path: path) }
        let unmarked = folder.path + "/unmarked"
        let other = try SQLiteDatabase(path: unmarked)
        try await other.write { transaction in
            try transaction.run("CREATE TABLE things (id BIGINT PRIMARY KEY)")
            try transaction.run("PRAGMA application_id = 0")
        }
        try await other.close()
        #expect(throws: foreign) { try SQLiteDatabase(path: unmarked) }
        try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: path))
        #expect(throws: DatabaseFault.self) { try SQLiteDatabase(path: path) }
        #expect(throws: DatabaseFault.self) { try SQLiteDatabase(path: folder.path + "/absent/database") }
    }

    @Test("the log stays bounded under sustained writing and reading")
    func logStaysBounded() async throws {
        let fresh = try await TestDatabase(.sqlite)
        let database = fresh.database
        let text = String(repeating: "x", count: 16_000)
        try await database.write { try $0.run("CREATE TABLE things (id BIGINT PRIMARY KEY, body TEXT)") }
        let longest = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    var longest = 0
                    for number in 0..<250 {
                        let id = writer * 250 + number
                        try await database.write { try $0.run("INSERT INTO things (id, body) VALUES (\(id), \(text))") }
                        _ = try await database.read { try $0.run("SELECT id FROM things WHERE id = \(id)").count }
                        longest = max(longest, fileSize(fresh.folder.path + "/database-wal"))
                    }
                    return longest
                }
            }
            return try await group.reduce(0, max)
        }
        #expect(fileSize(fresh.folder.path + "/database") > 48_000_000)
        #expect(longest < 24_000_000)
        print("The log was never longer than \(longest / 1_000) kB.")
    }

    @Test("sixty-four writers: durable rows a second")
    func throughput() async throws {
        let fresh = try await TestDatabase(.sqlite)
        let database = fresh.database
        try await database.write { try $0.run("CREATE TABLE things (id TEXT PRIMARY KEY, at BIGINT)") }
        let clock = ContinuousClock()
        let alone = try await clock.measure {
            for number in 0..<500 {
                try await database.write {
                    try $0.run("INSERT INTO things (id, at) VALUES (\("a\(number)"), \(number))")
                }
            }
        }
        let together = try await clock.measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        for number in 0..<100 {
                            let id = "\(writer) \(number)"
                            try await database.write {
                                try $0.run("INSERT INTO things (id, at) VALUES (\(id), \(number))")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(try await count(database) == 6_900)
        let rates = (alone: Int(500 / (alone / .seconds(1))), together: Int(6_400 / (together / .seconds(1))))
        print("Durable rows a second: \(rates.alone) alone, \(rates.together) with 64 writers.")
    }

    private func count(_ database: any Database) async throws -> Int64? {
        try await database.read { try $0.run("SELECT COUNT(*) AS count FROM things").first?.integer("count") }
    }
}
