import Blobs
import Cryptography
import Domain
import Foundation

/// A store in a folder of its own, removed in the end.
final class Storage: Sendable {
    let root: String
    let ring: Keyring
    let keys: Keys
    let store: DiskBlobStore

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "casecourier-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        ring = try Keyring.create(in: root + "/keys", world: SystemWorld())
        keys = try Keys(ring, world: SystemWorld())
        store = try DiskBlobStore(folder: root + "/blobs", keys: keys, world: SystemWorld())
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var folder: String { root + "/blobs" }

    func put(_ plain: [UInt8], piece: Int = 100_000) async throws -> FinishedUpload {
        let upload = try await store.begin(limit: 1 << 30)
        for start in stride(from: 0, to: plain.count, by: piece) {
            try await upload.append(Array(plain[start..<min(start + piece, plain.count)]))
        }
        return try await upload.finish()
    }

    /// Every byte, piece by piece as a download takes them.
    func get(_ blob: StoredBlob) async throws -> [UInt8] {
        let file = try await store.open(blob)
        var plain: [UInt8] = []
        for piece in file.pieces(of: 0..<file.size) { plain += try await file.read(piece) }
        return plain
    }

    func path(of id: ID<Blob>) -> String {
        "\(folder)/\(id.text.prefix(1))/\(id.text.dropFirst().prefix(1))/\(id.text)"
    }

    func sealed(_ id: ID<Blob>) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(of: id)))) }

    func replace(_ id: ID<Blob>, with sealed: [UInt8]) throws {
        try Data(sealed).write(to: URL(filePath: path(of: id)))
    }

    /// Every file of the store, whatever its name.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }
}

enum Sample {
    /// Bytes that differ from place to place, also across segments.
    static func bytes(_ count: Int) -> [UInt8] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }
}
