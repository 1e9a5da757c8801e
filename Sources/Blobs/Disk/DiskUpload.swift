import Cryptography
import Domain
import Synchronization

/// A file on its way to the disk. Bytes gather, then are hashed, sealed and written in one go off Swift's thread pool.
final class DiskUpload: SealedUpload {
    let id: ID<Blob>
    private let wrappedKey: String
    private let limit: Int64
    private let health: Health
    /// Nil once over.
    private let state: Mutex<OpenUpload?>

    init(
        id: ID<Blob>, wrappedKey: String, limit: Int64, health: Health, upload: consuming sending OpenUpload
    ) {
        self.id = id
        self.wrappedKey = wrappedKey
        self.limit = limit
        self.health = health
        state = Mutex(consume upload)
    }

    func append(_ bytes: [UInt8]) async throws {
        let limit = limit
        guard try step({ try $0.take(bytes, limit: limit) }) else { return }
        try refuseIfUnhealthy()
        try await OffPool.run { try self.step { try $0.flush() } }
    }

    func finish() async throws -> FinishedUpload {
        try await OffPool.run {
            let content = try self.step { try $0.seal() }
            try self.commit()
            let blob = StoredBlob(id: self.id, size: content.size, wrappedKey: self.wrappedKey)
            return FinishedUpload(blob: blob, sha256: content.sha256, opening: content.opening)
        }
    }

    func abandon() async { end() }

    deinit { end() }

    /// Whatever fails ends the upload: what was stored of it is removed.
    private func step<Result: Sendable>(_ body: @Sendable (inout OpenUpload) throws -> Result) throws -> Result {
        try state.withLock { state in
            guard var upload = state.take() else { throw BlobFault.over }
            do {
                let result = try body(&upload)
                state = consume upload
                return result
            } catch {
                upload.remove()
                throw error
            }
        }
    }

    private func commit() throws {
        try refuseIfUnhealthy()
        do {
            try state.withLock { state in
                guard let upload = state.take() else { throw BlobFault.over }
                try upload.commit()
            }
        } catch BlobFault.unsafe {
            health.fail()
            throw BlobFault.unsafe
        }
    }

    private func refuseIfUnhealthy() throws {
        guard let fault = health.fault else { return }
        end()
        throw fault
    }

    private func end() {
        state.withLock { state in
            if let upload = state.take() { upload.remove() }
        }
    }
}
