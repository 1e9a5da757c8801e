package import Cryptography
package import Domain
import Glibc

/// Sealed files in a folder of this machine.
package struct DiskBlobStore: BlobStore {
    private let folder: BlobFolder
    private let keys: FileKeys
    private let world: any World
    private let health: Health

    /// Makes the folder where there is none (mode 0700); refuses one that others may enter. While `reserve` is given free,
    /// no file is taken in.
    package init(folder: String, keys: Keys, world: any World, reserve: ReserveFile? = nil) throws(BlobFault) {
        health = Health(reserve: reserve)
        self.folder = try BlobFolder(folder)
        self.keys = FileKeys(keys: keys)
        self.world = world
    }

    package var isHealthy: Bool { health.isGood }

    package func check() async throws {
        if let fault = health.fault { throw fault }
        try await OffPool.run { try folder.check() }
    }

    package func begin(limit: Int64) async throws -> any SealedUpload {
        if let fault = health.fault { throw fault }
        return try await OffPool.run { try self.beginNow(limit: limit) }
    }

    package func open(_ blob: StoredBlob) async throws -> any SealedFile {
        // A hop to another thread costs five times what opening 64 KiB does.
        if StreamLayout(plainSize: blob.size)?.isSmall == true { return try openNow(blob) }
        return try await OffPool.run { try self.openNow(blob) }
    }

    package func remove(_ id: ID<Blob>) async throws {
        try await OffPool.run {
            do throws(BlobFault) {
                let leaf = try folder.leaf(of: id)
                guard unlinkat(leaf.number, id.text, 0) == 0 else { throw BlobFault(errno: errno) }
                try leaf.sync()
            } catch .missing {
                return
            } catch .unsafe {
                health.fail()
                throw BlobFault.unsafe
            }
        }
    }

    package func sweep(olderThan age: Duration) async throws -> Int {
        let limit = world.now() - age
        return try await OffPool.run { try Leftovers.remove(from: folder, before: limit) }
    }

    package func stored(olderThan age: Duration) async throws -> [ID<Blob>] {
        let limit = world.now() - age
        return try await OffPool.run { try Leftovers.complete(in: folder, before: limit) }
    }

    private func beginNow(limit: Int64) throws -> DiskUpload {
        let id: ID<Blob> = try world.newID()
        let (key, wrapped) = try keys.newKey(for: id)
        let sealer = try StreamSealer(key: key, associated: id.bytes, world: world)
        let pipeline = try SealingPipeline(sealer: sealer)
        do throws(BlobFault) {
            let part = try PartFile(id, in: folder.makeLeaf(of: id))
            return DiskUpload(
                id: id, wrappedKey: wrapped, limit: limit, health: health,
                upload: OpenUpload(part: part, pipeline: pipeline))
        } catch .unsafe {
            health.fail()
            throw BlobFault.unsafe
        }
    }

    private func openNow(_ blob: StoredBlob) throws -> DiskFile {
        guard let layout = StreamLayout(plainSize: blob.size) else { throw BlobFault.damaged }
        let leaf = try folder.leaf(of: blob.id)
        let file = try Descriptor(
            taking: openat(leaf.number, blob.id.text, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
        do {
            let key = try keys.unwrap(blob.wrappedKey, for: blob.id)
            return try DiskFile(file, layout: layout, key: key, id: blob.id)
        } catch let fault as CryptographyFault {
            throw fault.ofStoredFile
        }
    }
}
