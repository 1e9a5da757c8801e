import Blobs
import Cryptography
import Domain
import Foundation

/// The two kinds of store that one contract holds for.
enum StoreKind: String, CaseIterable, Sendable {
    case disk, bucket
}

/// A store that nobody else uses: a folder, removed in the end, or a prefix in a real object store.
final class Storage: Sendable {
    let kind: StoreKind
    let root: String
    let ring: Keyring
    let keys: Keys
    let store: any BlobStore
    let prefix: String

    init(
        _ kind: StoreKind = .disk, world: any World = SystemWorld(), patience: S3Patience = .short,
        prefix: String? = nil
    ) throws {
        self.kind = kind
        root = FileManager.default.temporaryDirectory.appending(path: "casecourier-\(UUID().uuidString)").path
        self.prefix = prefix ?? "tests/\(UUID().uuidString)/"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        ring = try Keyring.create(in: root + "/keys", world: SystemWorld())
        keys = try Keys(ring, world: SystemWorld())
        switch kind {
        case .disk: store = try DiskBlobStore(folder: root + "/blobs", keys: keys, world: world)
        case .bucket:
            store = S3BlobStore(
                try S3Location(reading: "s3://\(ObjectStore.bucket)/\(self.prefix)"),
                access: try ObjectStore.running().access(), keys: keys, world: world, patience: patience)
        }
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
        for piece in file.pieces(of: 0..<file.size, .small) { plain += try await file.read(piece) }
        return plain
    }

    func path(of id: ID<Blob>) -> String {
        "\(folder)/\(id.text.prefix(1))/\(id.text.dropFirst().prefix(1))/\(id.text)"
    }

    func sealed(_ id: ID<Blob>) throws -> [UInt8] {
        switch kind {
        case .disk: Array(try Data(contentsOf: URL(filePath: path(of: id))))
        case .bucket: try ObjectStore.running().get(prefix + id.text)
        }
    }

    func replace(_ id: ID<Blob>, with sealed: [UInt8]) throws {
        switch kind {
        case .disk: try Data(sealed).write(to: URL(filePath: path(of: id)))
        case .bucket: try ObjectStore.running().put(prefix + id.text, sealed)
        }
    }

    /// Every file of the store, whatever its name, but the one that says whose it is.
    func files() throws -> [String] {
        if kind == .bucket {
            return try ObjectStore.running().names(under: prefix).filter { $0 != prefix + "owner" }
        }
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }
}

extension S3Patience {
    /// As often as in service, with pauses that tests can wait for.
    static var short: S3Patience {
        var patience = S3Patience()
        patience.firstPause = .milliseconds(5)
        return patience
    }
}

enum Sample {
    /// Bytes that differ from place to place; what they begin anew with is no multiple of a segment.
    static func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes.append(contentsOf: tile.prefix(count - bytes.count)) }
        return bytes
    }

    private static let tile: [UInt8] = {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        return (0..<1_000_003).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }()
}

extension SealedFile {
    /// A range as it is read piece after piece.
    func pieces(of range: Range<Int64>, _ size: PieceSize) -> [Range<Int64>] {
        Array(
            sequence(first: piece(from: range.lowerBound, in: range, size)) { last in
                piece(from: last.upperBound, in: range, size)
            }.prefix { !$0.isEmpty })
    }
}
