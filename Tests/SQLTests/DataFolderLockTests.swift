import Foundation
import SQLiteEngine
import TestSupport
import Testing

@Suite("ST-05: the lock of the data folder")
struct DataFolderLockTests {
    @Test("ST-05: one holder at a time; releasing or losing the lock frees it")
    func oneHolder() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/data"
        let first = try #require(try held(path))
        #expect(try held(path) == nil)
        first.release()
        var second = try held(path)
        #expect(second != nil)
        first.release()
        #expect(try held(path) == nil)
        second = nil
        #expect(try held(path) != nil)
    }

    @Test("of sixteen at once, one holds it")
    func sixteenAtOnce() async throws {
        let folder = try TemporaryFolder()
        let winners = try await raceOfSixteen { _ in try self.held(folder.path + "/data") }
        #expect(winners.count == 1)
    }

    @Test("ST-05: folder and lock are made for their owner only")
    func modes() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/data"
        let lock = try held(path)
        #expect(try mode(path) == 0o700)
        #expect(try mode(path + "/lock") == 0o600)
        withExtendedLifetime(lock) {}
    }

    @Test("ST-05: a folder or lock open to everyone is refused with a sentence", arguments: [0o755, 0o701, 0o777])
    func exposedIsRefused(_ mode: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/data"
        _ = try held(path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let fault = #expect(throws: DataFolderFault.self) { try held(path) }
        let octal = String(mode, radix: 8)
        #expect(
            fault?.description == "The data folder is open to every user of this machine (mode \(octal)). "
                + "Allow its owner only: chmod 700.")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path + "/lock")
        #expect(throws: DataFolderFault.exposed(what: "lock", mode: "644")) { try held(path) }
    }

    @Test("a lock that is a link, or a folder without a parent, is a fault")
    func unusable() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/lock", withDestinationPath: folder.path + "/elsewhere")
        #expect(throws: DataFolderFault.self) { try held(folder.path) }
        #expect(throws: DataFolderFault.self) { try held(folder.path + "/absent/data") }
    }

    private func held(_ path: String) throws -> DataFolderLock? {
        switch try DataFolderLock.attempt(folder: path) {
        case .held(let lock): lock
        case .taken: nil
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
