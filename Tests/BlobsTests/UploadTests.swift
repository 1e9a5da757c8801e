import Blobs
import Cryptography
import Domain
import Foundation
import Testing

@Suite("Uploads that do not end well")
struct UploadTests {
    @Test(
        "UD-01: a byte more than the limit is refused by count, and nothing of the upload stays",
        arguments: StoreKind.allCases, [10, 600_000])
    func limit(kind: StoreKind, limit: Int) async throws {
        let storage = try Storage(kind)
        let exact = try await storage.store.begin(limit: Int64(limit))
        try await exact.append(Sample.bytes(limit))
        let blob = try await exact.finish().blob
        #expect(blob.size == Int64(limit))

        let upload = try await storage.store.begin(limit: Int64(limit))
        for byte in stride(from: 0, to: limit, by: 10) {
            try await upload.append([UInt8](repeating: UInt8(truncatingIfNeeded: byte), count: 10))
        }
        #expect(try storage.files().count == (kind == .disk ? 2 : 1))
        await #expect(throws: BlobFault.tooLarge(limit: Int64(limit))) { try await upload.append([0]) }
        #expect(try storage.files().count == 1)
        await #expect(throws: BlobFault.over) { try await upload.append([0]) }
        await #expect(throws: BlobFault.over) { try await upload.finish() }
    }

    @Test("UD-11: an abandoned upload, or one that was let go of, leaves nothing")
    func abandon() async throws {
        let storage = try Storage()
        let upload = try await storage.store.begin(limit: 1 << 30)
        try await upload.append(Sample.bytes(2_000_000))
        #expect(try storage.files().count == 1)
        await upload.abandon()
        await upload.abandon()
        #expect(try storage.files().isEmpty)
        await #expect(throws: BlobFault.over) { try await upload.finish() }
        try await {
            let forgotten = try await storage.store.begin(limit: 1 << 30)
            try await forgotten.append(Sample.bytes(2_000_000))
        }()
        // The last reference goes with the thread that wrote, which may be a moment behind.
        let deadline = ContinuousClock.now + .seconds(10)
        while try !storage.files().isEmpty, ContinuousClock.now < deadline { await Task.yield() }
        #expect(try storage.files().isEmpty)
    }

    @Test(
        "UD-11: an upload can be read by nobody before it is finished, and is finished once",
        arguments: StoreKind.allCases)
    func unfinished(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let upload = try await storage.store.begin(limit: 100)
        try await upload.append([1, 2, 3])
        await #expect(throws: BlobFault.missing) {
            try await storage.store.open(StoredBlob(id: upload.id, size: 3, wrappedKey: ""))
        }
        let blob = try await upload.finish().blob
        await #expect(throws: BlobFault.over) { try await upload.finish() }
        await upload.abandon()
        #expect(try await storage.get(blob) == [1, 2, 3])
    }

    @Test("UD-11: what a killed process left is swept after its time, and nothing else")
    func sweep() async throws {
        let storage = try Storage()
        let blob = try await storage.put([1]).blob
        let running = try await storage.store.begin(limit: 10)
        let leaf = URL(filePath: storage.path(of: blob.id)).deletingLastPathComponent().path
        let old = leaf + "/" + String(repeating: "0", count: 26) + ".part"
        let strange = leaf + "/notes.part"
        for path in [old, strange] {
            try Data([1]).write(to: URL(filePath: path))
            let date = Date(timeIntervalSinceNow: -25 * 3600)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        #expect(try await storage.store.sweep(olderThan: .hours(26)) == 0)
        #expect(try await storage.store.sweep(olderThan: .hours(24)) == 1)
        #expect(!FileManager.default.fileExists(atPath: old))
        #expect(FileManager.default.fileExists(atPath: strange))
        _ = try await running.finish()
        #expect(try await storage.get(blob) == [1])
    }

    @Test("ST-05: a folder that others may enter is refused")
    func exposed() throws {
        let storage = try Storage()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: storage.folder)
        #expect(throws: BlobFault.exposed) {
            try DiskBlobStore(folder: storage.folder, keys: storage.keys, world: SystemWorld())
        }
    }

    @Test("UD-11: many uploads at once do not mix", arguments: StoreKind.allCases)
    func concurrent(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<32 {
                group.addTask {
                    let plain = Sample.bytes(number * 40_000 + number)
                    let end = try await storage.put(plain, piece: 7_000 + number)
                    #expect(try await storage.get(end.blob) == plain)
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(try storage.files()).count == 32)
    }
}
