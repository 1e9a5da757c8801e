import Cryptography
import Domain
import NIOHTTP1

/// Whose files lie under the prefix. A second installation there, with rows of its own, would take every file of the first for
/// one that nobody needs.
///
/// The file `owner` beside the others holds a key that only the owner's ring opens.
struct S3Owner: Sendable {
    let client: S3Client
    let keys: FileKeys

    private static let id = ID<Blob>(high: 0, low: 0)

    /// Makes the prefix ours where it is nobody's; throws `foreign` where it is somebody else's.
    func claim() async throws {
        guard let text = try await read() else { return try await write(keys.newKey(for: Self.id).wrapped) }
        do {
            let anew = try keys.rewrap(text, for: Self.id)
            // A ring that was given a newer key may lose the older one.
            if anew.prefix(while: { $0 != "." }) != text.prefix(while: { $0 != "." }) { try await write(anew) }
        } catch is CryptographyFault {
            throw BlobFault.foreign
        }
    }

    private var key: String { client.location.prefix + "owner" }

    private func read() async throws -> String? {
        do {
            return String(decoding: try await client.ask(S3Question(.GET, key)).body, as: UTF8.self)
        } catch BlobFault.missing {
            return nil
        }
    }

    private func write(_ text: String) async throws {
        _ = try await client.ask(S3Question(.PUT, key, payload: S3Payload(Array(text.utf8))))
    }
}
