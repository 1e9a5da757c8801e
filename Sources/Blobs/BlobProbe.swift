extension BlobStore {
    /// Stores a few bytes as any file is stored, reads them back and removes them; throws what keeps that from working.
    package func probe() async throws {
        let bytes = Array("CaseCourier looks whether files can be stored.".utf8)
        let upload = try await begin(limit: Int64(bytes.count))
        let stored: StoredBlob
        do {
            try await upload.append(bytes)
            stored = try await upload.finish().blob
        } catch {
            await upload.abandon()
            throw error
        }
        let file = try await open(stored)
        let read = try await file.read(0..<stored.size)
        try await remove(stored.id)
        guard read == bytes else { throw BlobFault.damaged }
    }
}
