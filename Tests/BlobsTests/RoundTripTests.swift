import Blobs
import Cryptography
import Domain
import Foundation
import Testing

@Suite("Files that are stored and read again")
struct RoundTripTests {
    private static let first = StreamLayout.firstPlainSize
    private static let full = StreamLayout.segmentPlainSize
    static let sizes = [
        0, 1, first - 1, first, first + 1, first + full - 1, first + full, first + full + 1, 1 << 20, 3_500_001,
    ]
    /// Plain bytes that fill one part, or two, of a file that goes to an object store in parts.
    private static let parts = [5 << 20, 10 << 20].compactMap { StreamLayout(sealedSize: $0)?.plainSize }

    @Test("UD-09: what was stored in a bucket in parts comes back, also where a part ends with the file")
    func parts() async throws {
        let storage = try Storage(.bucket)
        for full in Self.parts {
            for size in [Int(full) - 1, Int(full), Int(full) + 1] {
                let plain = Sample.bytes(size)
                let end = try await storage.put(plain, piece: 1 << 20)
                #expect(try end.blob.size == Int64(size) && end.sha256 == SHA256.digest(of: plain))
                let same = try await storage.get(end.blob) == plain
                #expect(same, "\(size)")
            }
        }
        #expect(try storage.files().count == 3 * Self.parts.count)
    }

    @Test(
        "UD-09: what was stored comes back, from no byte to several mebibytes", arguments: StoreKind.allCases, sizes)
    func roundTrip(kind: StoreKind, size: Int) async throws {
        let storage = try Storage(kind)
        let plain = Sample.bytes(size)
        let end = try await storage.put(plain)
        #expect(end.blob.size == Int64(size))
        #expect(end.opening == Array(plain.prefix(512)))
        #expect(try await storage.get(end.blob) == plain)
        #expect(try storage.files().count == 1)
    }

    @Test(
        "UD-06: the SHA-256 told at the end is that of the plain bytes, however they came",
        arguments: StoreKind.allCases)
    func digest(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let plain = Sample.bytes(700_000)
        let expected = try SHA256.digest(of: plain)
        for piece in [1_000_000, 65_480, 4_099] {
            #expect(try await storage.put(plain, piece: piece).sha256 == expected)
        }
        let empty = try await storage.put([]).sha256.hex
        #expect(empty == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(
        "UD-06: any range equals that part of the file, and ranges together are the file",
        arguments: StoreKind.allCases)
    func ranges(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let plain = Sample.bytes(2_600_000)
        let blob = try await storage.put(plain).blob
        let file = try await storage.store.open(blob)
        for _ in 0..<(kind == .disk ? 400 : 60) {
            let start = Int.random(in: 0...plain.count)
            let end = min(plain.count, start + Int.random(in: 0...(1 << 20)))
            #expect(try await file.read(Int64(start)..<Int64(end)) == Array(plain[start..<end]))
        }
        for edge in [0, Self.first, Self.first + Self.full, 16 * Self.full - 40] {
            for start in max(0, edge - 1)...(edge + 1) {
                #expect(try await file.read(Int64(start)..<Int64(start + 2)) == Array(plain[start..<start + 2]))
            }
        }
        for _ in 0..<(kind == .disk ? 20 : 5) {
            let start = Int64.random(in: 0..<2_600_000)
            let pieces = file.pieces(of: start..<2_600_000, Bool.random() ? .small : .large)
            #expect(pieces.allSatisfy { $0.count <= 1 << 20 && !$0.isEmpty })
            var together: [UInt8] = []
            for piece in pieces { together += try await file.read(piece) }
            #expect(together == Array(plain[Int(start)...]))
        }
    }

    @Test("UD-05: bytes outside of the file are refused without a trap", arguments: StoreKind.allCases)
    func outside(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        for size in [10, 100_000] {
            let file = try await storage.store.open(try await storage.put(Sample.bytes(size)).blob)
            let size = Int64(size)
            for range in [
                -1..<1, 0..<size + 1, size..<size + 1, 0..<Int64.max, Int64.min..<0, Int64.max - 1..<Int64.max,
            ] {
                await #expect(throws: BlobFault.outside) { try await file.read(range) }
            }
            #expect(try await file.read(size..<size) == [])
            #expect(file.piece(from: size, in: size..<size, .small).isEmpty)
            #expect(file.piece(from: -1, in: 0..<size, .large).isEmpty)
        }
    }

    @Test("UD-09: no plain byte is on the disk, and nobody else may read what is")
    func onDisk() async throws {
        let storage = try Storage()
        let plain = Array(repeating: Array("secret words ".utf8), count: 20_000).flatMap { $0 }
        let upload = try await storage.store.begin(limit: 1 << 30)
        try await upload.append(Array(plain[..<(2 << 16)]))
        try await upload.append(Array(plain[(2 << 16)...]))
        let blob = try await upload.finish().blob
        let sealed = Data(try storage.sealed(blob.id))
        #expect(sealed.range(of: Data("secret words".utf8)) == nil)
        #expect(!blob.wrappedKey.isEmpty)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: storage.folder)
        #expect(paths.count == 3)
        for path in [""] + paths {
            let attributes = try FileManager.default.attributesOfItem(atPath: storage.folder + "/" + path)
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & 0o077 == 0, "\(path)")
        }
    }

    @Test("UD-09: a file outlives a rotation of the key-encryption key and of its removal once wrapped anew")
    func rotation() async throws {
        let storage = try Storage()
        let blob = try await storage.put(Sample.bytes(100)).blob
        let old = try #require(try storage.ring.describe().first { $0.purpose == .file }).kid
        _ = try storage.ring.rotate(.file)
        try storage.keys.reload()
        #expect(try await storage.get(blob) == Sample.bytes(100))
        let wrapped = try FileKeys(keys: storage.keys).rewrap(blob.wrappedKey, for: blob.id)
        _ = try storage.ring.revoke(old)
        try storage.keys.reload()
        let anew = StoredBlob(id: blob.id, size: blob.size, wrappedKey: wrapped)
        #expect(try await storage.get(anew) == Sample.bytes(100))
        await #expect(throws: BlobFault.noKey) { try await storage.get(blob) }
    }

    @Test(
        "UD-07: a removed file is missing, removing twice is no fault, and who reads it reads on from a disk",
        arguments: StoreKind.allCases)
    func remove(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let plain = Sample.bytes(200_000)
        let blob = try await storage.put(plain).blob
        let file = try await storage.store.open(blob)
        try await storage.store.remove(blob.id)
        try await storage.store.remove(blob.id)
        #expect(try storage.files().isEmpty)
        await #expect(throws: BlobFault.missing) { try await storage.store.open(blob) }
        switch kind {
        case .disk: #expect(try await file.read(0..<200_000) == plain)
        case .bucket: await #expect(throws: BlobFault.missing) { try await file.read(0..<200_000) }
        }
    }

    @Test("RL-03: a hundred files read at once leave no descriptor open behind them")
    func descriptors() async throws {
        let storage = try Storage()
        let plain = Sample.bytes(150_000)
        let blob = try await storage.put(plain).blob
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { try await storage.get(blob) == plain } }
            for try await equal in group { #expect(equal) }
        }
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))?
                .hasPrefix(storage.folder + "/") == true
        }
        #expect(open.isEmpty)
    }
}
