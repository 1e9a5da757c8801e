import Foundation
import Glibc
import SQL
import SQLiteEngine
import TestSupport
import Testing

@Suite("ST-04: a full disk")
struct FullDiskTests {
    @Test("ST-04: a file that may not grow says full, keeps what it had, and recovers")
    func fileThatMayNotGrow() async throws {
        let fresh = try await TestDatabase(.sqlite)
        let database = fresh.database
        try await database.write { transaction in
            try transaction.run("CREATE TABLE things (id BIGINT PRIMARY KEY, body TEXT)")
            try transaction.run("PRAGMA max_page_count = 64")
        }
        let kept = try await fill(database)
        try await expectWhole(database, rows: kept)
        let errors = try await withGate(on: database, callers: 8) { number, transaction in
            _ = try? transaction.run("INSERT INTO things (id, body) VALUES (\(10_000 + number), \(Self.body))")
            // Going on after the fault must not write this row on its own.
            _ = try? transaction.run("UPDATE things SET body = 'spoilt'")
        }
        for error in errors { #expect(error as? DatabaseFault == .full) }
        try await expectWhole(database, rows: kept)
        try await database.write { try $0.run("PRAGMA max_page_count = 1000000") }
        try await database.write { try $0.run("INSERT INTO things (id, body) VALUES (99999, \(Self.body))") }
        try await expectWhole(database, rows: kept + 1)
    }

    @Test(
        "ST-04: a full file system says full at COMMIT, loses nothing, and recovers", .enabled(if: SmallDisk.isAllowed))
    func fullFileSystem() async throws {
        let disk = try SmallDisk(megabytes: 6)
        try Data(count: 1 << 20).write(to: URL(fileURLWithPath: disk.path + "/ballast"))
        try Data(count: 2 << 20).write(to: URL(fileURLWithPath: disk.path + "/more"))
        let database = try SQLiteDatabase(path: disk.path + "/database")
        try await database.write { try $0.run("CREATE TABLE things (id BIGINT PRIMARY KEY, body TEXT)") }
        let kept = try await fill(database)
        try await expectWhole(database, rows: kept)
        try FileManager.default.removeItem(atPath: disk.path + "/ballast")
        try await database.write { try $0.run("INSERT INTO things (id, body) VALUES (99999, \(Self.body))") }
        try await expectWhole(database, rows: kept + 1)
        try FileManager.default.removeItem(atPath: disk.path + "/more")
        try await database.close()
        let again = try SQLiteDatabase(path: disk.path + "/database")
        try await expectWhole(again, rows: kept + 1)
        try await again.close()
    }

    private static let body = String(repeating: "y", count: 8_000)

    /// Writes rows until one is refused; how many there are.
    private func fill(_ database: any Database) async throws -> Int64 {
        for number in 0..<5_000 {
            do {
                try await database.write {
                    try $0.run("INSERT INTO things (id, body) VALUES (\(number), \(Self.body))")
                }
            } catch {
                #expect(error as? DatabaseFault == .full)
                return Int64(number)
            }
        }
        Issue.record("The disk never was full.")
        return 5_000
    }

    private func expectWhole(_ database: any Database, rows: Int64) async throws {
        try await database.read { (transaction: any Transaction) throws in
            let row = try transaction.run("SELECT COUNT(*) AS count FROM things WHERE LENGTH(body) = 8000").first
            #expect(try row?.integer("count") == rows)
            #expect(try transaction.run("PRAGMA integrity_check").first?.text("integrity_check") == "ok")
        }
    }
}

/// A small file system in memory, mounted for one test. Only root may make one.
private final class SmallDisk: Sendable {
    static let isAllowed: Bool = (try? SmallDisk(megabytes: 1)) != nil

    private let folder: TemporaryFolder
    var path: String { folder.path }

    init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        guard mount("none", folder.path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
        }
    }

    deinit { umount2(folder.path, Int32(MNT_DETACH)) }
}
