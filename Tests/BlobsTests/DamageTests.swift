import Blobs
import Cryptography
import Domain
import Foundation
import Testing

@Suite("Stored files that were altered")
struct DamageTests {
    private let segment = StreamLayout.segmentSize

    /// Three segments, the last of them short.
    private let plain = Sample.bytes(2 * 65_520 + 500)

    /// No call may give out a byte of a damaged segment, and what lies in whole ones must be right.
    private func expectDamage(_ storage: Storage, _ blob: StoredBlob, _ what: String) async {
        await #expect(throws: BlobFault.damaged, "\(what)") { try await storage.get(blob) }
    }

    @Test(
        "UD-09: one flipped bit in header, body or tag of any segment is found, and whole segments still read",
        arguments: StoreKind.allCases)
    func bits(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let blob = try await storage.put(plain).blob
        let sealed = try storage.sealed(blob.id)
        #expect(sealed.count == 131_628)
        let places = [
            0, 1, 20, 32, 33, 39, 40, 41, 30_000, 65_519, 65_520, 65_535, 65_536, 100_000, 131_055, 131_056, 131_070,
        ]
        for place in places + [131_071, 131_072, 131_400, 131_611, 131_612, sealed.count - 1] {
            for bit in kind == .disk ? [0, 3, 7] : [place % 8] {
                var altered = sealed
                altered[place] ^= 1 << UInt8(bit)
                try storage.replace(blob.id, with: altered)
                await expectDamage(storage, blob, "bit \(bit) of byte \(place)")
            }
        }
        for _ in 0..<(kind == .disk ? 200 : 20) {
            var altered = sealed
            let place = Int.random(in: sealed.indices)
            altered[place] ^= UInt8.random(in: 1...255)
            try storage.replace(blob.id, with: altered)
            await expectDamage(storage, blob, "byte \(place)")
            guard place >= segment else { continue }
            let file = try await storage.store.open(blob)
            #expect(try await file.read(0..<65_480) == Array(plain[..<65_480]))
        }
        try storage.replace(blob.id, with: sealed)
        #expect(try await storage.get(blob) == plain)
    }

    @Test("UD-09: every bit of a one-segment file counts", arguments: StoreKind.allCases)
    func everyBit(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let blob = try await storage.put([1, 2, 3]).blob
        let sealed = try storage.sealed(blob.id)
        for bit in stride(from: 0, to: 8 * sealed.count, by: kind == .disk ? 1 : 9) {
            var altered = sealed
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            try storage.replace(blob.id, with: altered)
            await #expect(throws: BlobFault.damaged) { try await storage.store.open(blob) }
        }
    }

    @Test("UD-09: swapped, doubled and dropped segments are found", arguments: StoreKind.allCases)
    func segments(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let plain = Sample.bytes(4 * 65_520)
        let blob = try await storage.put(plain).blob
        let sealed = try storage.sealed(blob.id)
        let parts = stride(from: 0, to: sealed.count, by: segment).map {
            Array(sealed[$0..<min($0 + segment, sealed.count)])
        }
        #expect(parts.count == 5)
        let orders = [
            [0, 2, 1, 3, 4], [0, 1, 1, 3, 4], [0, 1, 2, 3, 3], [0, 1, 3, 4], [0, 1, 2, 3], [0, 1, 2, 3, 4, 4],
            [1, 0, 2, 3, 4],
        ]
        for order in orders {
            try storage.replace(blob.id, with: order.flatMap { parts[$0] })
            await expectDamage(storage, blob, "\(order)")
        }
    }

    @Test(
        "UD-09: a file cut or grown at any edge is found, also where the row's size agrees",
        arguments: StoreKind.allCases)
    func lengths(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let blob = try await storage.put(plain).blob
        let sealed = try storage.sealed(blob.id)
        let edges = [0, 40, 56, segment, 2 * segment, sealed.count]
        var lengths: Set<Int> = []
        for edge in edges {
            for step in [-1, 0, 1, 16, 17] where edge + step >= 0 { lengths.insert(edge + step) }
        }
        lengths.remove(sealed.count)
        for length in lengths {
            let altered = Array(sealed.prefix(length)) + [UInt8](repeating: 0, count: max(0, length - sealed.count))
            try storage.replace(blob.id, with: altered)
            await expectDamage(storage, blob, "length \(length)")
            guard let layout = StreamLayout(sealedSize: Int64(length)) else { continue }
            let agreeing = StoredBlob(id: blob.id, size: layout.plainSize, wrappedKey: blob.wrappedKey)
            await expectDamage(storage, agreeing, "length \(length), with the size of the row")
        }
        try storage.replace(blob.id, with: sealed + sealed)
        await expectDamage(storage, blob, "doubled")
    }

    @Test("UD-09: a file that is cut while it is read ends in a fault")
    func cutWhileOpen() async throws {
        let storage = try Storage()
        let blob = try await storage.put(plain).blob
        let file = try await storage.store.open(blob)
        #expect(truncate(storage.path(of: blob.id), 131_072) == 0)
        #expect(try await file.read(0..<65_480) == Array(plain[..<65_480]))
        await #expect(throws: BlobFault.damaged) { try await file.read(65_480..<file.size) }
    }

    @Test("UD-09: headers, contents, keys, ids and sizes of two files cannot be mixed", arguments: StoreKind.allCases)
    func mixed(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let one = try await storage.put(plain).blob
        let other = try await storage.put(plain).blob
        let (first, second) = (try storage.sealed(one.id), try storage.sealed(other.id))
        try storage.replace(one.id, with: Array(second[..<40]) + Array(first[40...]))
        await expectDamage(storage, one, "the other's header")
        try storage.replace(one.id, with: second)
        await expectDamage(storage, one, "the other's content")
        await expectDamage(
            storage, StoredBlob(id: one.id, size: one.size, wrappedKey: other.wrappedKey), "the other's key")
        try storage.replace(one.id, with: first)
        await expectDamage(
            storage, StoredBlob(id: other.id, size: one.size, wrappedKey: one.wrappedKey), "the other's id")
        for size in [one.size - 1, one.size + 1, 0, -1, .max] {
            await expectDamage(storage, StoredBlob(id: one.id, size: size, wrappedKey: one.wrappedKey), "size \(size)")
        }
        #expect(try await storage.get(one) == plain)
    }

    @Test("UD-09: a wrapped key whose key id or text was changed opens nothing", arguments: StoreKind.allCases)
    func wrappedKey(kind: StoreKind) async throws {
        let storage = try Storage(kind)
        let blob = try await storage.put([1]).blob
        let kids = try storage.ring.describe().map(\.kid)
        for kid in kids + ["zzzzzz", "", ".."] where !blob.wrappedKey.hasPrefix(kid + ".") {
            let wrapped = kid + blob.wrappedKey.dropFirst(6)
            let file = kids.first { $0 == kid }.flatMap { kid in try? storage.ring.describe().first { $0.kid == kid } }
            let expected: BlobFault = kid.utf8.count == 6 && file?.purpose != .file ? .noKey : .damaged
            await #expect(throws: expected) {
                try await storage.store.open(StoredBlob(id: blob.id, size: 1, wrappedKey: wrapped))
            }
        }
        for wrapped in ["", ".", blob.wrappedKey + "A", String(blob.wrappedKey.dropLast())] {
            await expectDamage(storage, StoredBlob(id: blob.id, size: 1, wrappedKey: wrapped), "cut or grown")
        }
    }

    @Test("UD-09: a file that is replaced in a bucket while it is read ends in a fault, whatever took its place")
    func replacedWhileOpen() async throws {
        let storage = try Storage(.bucket)
        let blob = try await storage.put(plain).blob
        let sealed = try storage.sealed(blob.id)
        for altered in [Array(sealed[..<131_072]), sealed + [0], Array(sealed.reversed())] {
            try storage.replace(blob.id, with: sealed)
            let file = try await storage.store.open(blob)
            #expect(try await file.read(0..<65_480) == Array(plain[..<65_480]))
            try storage.replace(blob.id, with: altered)
            await #expect(throws: BlobFault.damaged) { try await file.read(65_480..<file.size) }
        }
    }

    @Test("UD-07: a link, a folder or a pipe in the place of a file is not followed, entered or waited for")
    func links() async throws {
        let storage = try Storage()
        let blob = try await storage.put([1, 2, 3]).blob
        let path = storage.path(of: blob.id)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path + ".away")
        await expectDamage(storage, blob, "link")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        await expectDamage(storage, blob, "folder")
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        await expectDamage(storage, blob, "pipe")
        let leaf = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.moveItem(atPath: leaf, toPath: leaf + "-away")
        try FileManager.default.createSymbolicLink(atPath: leaf, withDestinationPath: leaf + "-away")
        await #expect(throws: BlobFault.self) { try await storage.store.open(blob) }
    }
}
