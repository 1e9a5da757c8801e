import Blobs
import Cryptography
import Foundation
import Testing

@Suite("Space kept back for a full disk")
struct ReserveTests {
    private func size(_ storage: Storage) throws -> Int64 {
        var status = stat()
        try #require(stat(storage.root + "/reserve", &status) == 0)
        #expect(status.st_mode & 0o077 == 0)
        return Int64(status.st_blocks) * 512
    }

    @Test("ST-04: the reserve takes real space, gives it free at once, and takes it again")
    func takesSpace() throws {
        let storage = try Storage()
        let reserve = try ReserveFile(in: storage.root)
        let held = try size(storage)
        #expect(reserve.isHeld && held >= 1 << 20)
        reserve.release()
        #expect(try !reserve.isHeld && size(storage) == 0)
        #expect(reserve.restore())
        #expect(try reserve.isHeld && size(storage) == held)
    }

    @Test("ST-04: a reserve that an earlier process left is taken over, and one that was cut off is made whole")
    func takenOver() throws {
        let storage = try Storage()
        let held = try {
            _ = try ReserveFile(in: storage.root)
            return try size(storage)
        }()
        #expect(try ReserveFile(in: storage.root).isHeld)
        #expect(truncate(storage.root + "/reserve", 5000) == 0)
        #expect(try ReserveFile(in: storage.root).isHeld)
        #expect(try size(storage) == held)
    }

    @Test("ST-04: while the reserve is in use files are refused, also those on their way, and are taken again after it")
    func refusesFiles() async throws {
        let storage = try Storage()
        let reserve = try ReserveFile(in: storage.root)
        let store = try DiskBlobStore(
            folder: storage.folder, keys: storage.keys, world: SystemWorld(), reserve: reserve)
        let coming = try await store.begin(limit: 1 << 30)
        try await coming.append(Sample.bytes(600_000))
        reserve.release()
        #expect(!store.isHealthy)
        await #expect(throws: BlobFault.full) { try await store.check() }
        await #expect(throws: BlobFault.full) { try await store.begin(limit: 10) }
        await #expect(throws: BlobFault.full) { try await coming.append(Sample.bytes(600_000)) }
        #expect(try storage.files().isEmpty)
        reserve.restore()
        let upload = try await store.begin(limit: 10)
        try await upload.append([1])
        #expect(try await storage.get(upload.finish().blob) == [1])
    }
}
