import Blobs
import Cryptography
import Logging

/// Makes the store of sealed files that was asked for.
enum OpenBlobs {
    /// A bucket that cannot be used by us ends the start with a sentence; a store that is only out of reach does not: what
    /// needs no file works without it, and it may come back.
    static func open(
        _ place: BlobsPlace, data: DataFolder, reserve: ReserveFile?, keys: Keys, world: any World
    ) async throws -> any BlobStore {
        switch place {
        case .dataFolder:
            return try DiskBlobStore(folder: data.blobs, keys: keys, world: world, reserve: reserve)
        case .bucket(let location, let access):
            let store = S3BlobStore(location, access: access, keys: keys, world: world)
            do {
                try await store.check()
            } catch let fault as BlobFault {
                switch fault {
                case .unreachable, .answered: Logger(label: "blobs").error("\(fault)")
                default: throw fault
                }
            }
            return store
        }
    }
}
