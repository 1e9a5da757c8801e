package import Cryptography
package import Domain
import NIOHTTP1

/// Sealed files in a bucket of an object store with the S3 interface, each under its id.
package struct S3BlobStore: BlobStore {
    private let client: S3Client
    private let keys: FileKeys
    private let world: any World

    /// Asks nothing yet; `check` tells whether the bucket can be used.
    package init(
        _ location: S3Location, access: S3Access, keys: Keys, world: any World, patience: S3Patience = S3Patience()
    ) {
        client = S3Client(location, access: access, patience: patience, world: world)
        self.keys = FileKeys(keys: keys)
        self.world = world
    }

    package var isHealthy: Bool { client.isAnswering }

    private var owner: S3Owner { S3Owner(client: client, keys: keys) }

    package func check() async throws {
        let query = [("list-type", "2"), ("max-keys", "1"), ("prefix", client.location.prefix)]
        _ = try await client.noting {
            do {
                return try await client.once(S3Question(.GET, nil, query: query), within: .seconds(5))
            } catch let passing as Passing {
                throw passing.fault
            }
        }
        try await owner.claim()
    }

    package func begin(limit: Int64) async throws -> any SealedUpload {
        let id: ID<Blob> = try world.newID()
        let (key, wrapped) = try keys.newKey(for: id)
        let sealer = try StreamSealer(key: key, associated: id.bytes, world: world)
        return S3Upload(
            id: id, wrappedKey: wrapped, limit: limit, client: client, pipeline: try SealingPipeline(sealer: sealer))
    }

    package func open(_ blob: StoredBlob) async throws -> any SealedFile {
        guard let layout = StreamLayout(plainSize: blob.size) else { throw BlobFault.damaged }
        return try await S3File(blob, layout: layout, client: client) { try keys.unwrap(blob.wrappedKey, for: blob.id) }
    }

    package func remove(_ id: ID<Blob>) async throws {
        do {
            _ = try await client.ask(S3Question(.DELETE, client.key(of: id)))
        } catch BlobFault.missing {
            return
        }
    }

    package func sweep(olderThan age: Duration) async throws -> Int {
        try await owner.claim()
        let limit = world.now() - age
        var count = 0
        try await S3Listing(client: client).unfinished { page in
            for upload in page where upload.begunAt < limit {
                do {
                    _ = try await client.ask(
                        S3Question(.DELETE, upload.key, query: [("uploadId", upload.number)]))
                    count += 1
                } catch BlobFault.missing {
                    // It ended meanwhile.
                }
            }
        }
        return count
    }

    package func stored(olderThan age: Duration) async throws -> [ID<Blob>] {
        try await owner.claim()
        let limit = world.now() - age
        var found: [ID<Blob>] = []
        try await S3Listing(client: client).files { page in
            found += page.filter { $0.storedAt < limit }.map(\.id)
        }
        return found
    }
}
