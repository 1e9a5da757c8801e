import Domain
import Testing

@testable import Cryptography

@Suite("Sealed streams")
struct StreamTests {
    private static let first = StreamLayout.firstPlainSize
    private static let full = StreamLayout.segmentPlainSize
    static let sizes = [0, 1, first - 1, first, first + 1, first + full - 1, first + full, first + full + 1, 300_000]

    @Test("UD-09: sizes of plain and sealed files determine each other", arguments: sizes)
    func layout(size: Int) throws {
        let layout = try #require(StreamLayout(plainSize: Int64(size)))
        #expect(StreamLayout(sealedSize: layout.sealedSize) == layout)
        let sealed = try Streams.seal(Streams.sample(size), key: Streams.key)
        #expect(Int64(sealed.count) == layout.sealedSize)
        var next: Int64 = 0
        for segment in 0..<layout.segmentCount {
            #expect(layout.plainRange(of: segment).lowerBound == next)
            next = layout.plainRange(of: segment).upperBound
        }
        #expect(next == Int64(size))
    }

    @Test("RL-07: sizes that no file can have are refused without a trap")
    func impossibleSizes() {
        for size in [Int64.min, -1, .max, (1 << 32) * 65520 - 39] { #expect(StreamLayout(plainSize: size) == nil) }
        for size in [Int64.min, -1, 0, 55, .max, 65537, 65552] { #expect(StreamLayout(sealedSize: size) == nil) }
        #expect(StreamLayout(sealedSize: 65553)?.plainSize == 65481)
    }

    @Test("UD-09: what was sealed opens, in whatever pieces it came", arguments: sizes)
    func roundTrip(size: Int) throws {
        let plain = Streams.sample(size)
        for piece in [size + 1, 65_480, 65_520, 10_007] {
            let sealed = try Streams.seal(plain, key: Streams.key, piece: piece)
            #expect(try Streams.open(sealed, size: size, key: Streams.key) == plain)
        }
    }

    @Test("UD-11: the same file sealed twice under one key shares nothing")
    func fresh() throws {
        let plain = Streams.sample(100)
        let one = try Streams.seal(plain, key: Streams.key)
        let other = try Streams.seal(plain, key: Streams.key)
        #expect(one[1..<40] != other[1..<40])
        #expect(one[40...] != other[40...])
    }

    @Test("UD-09: another key or other associated data opens nothing")
    func wrongKey() throws {
        let sealed = try Streams.seal(Streams.sample(10), key: Streams.key)
        let other = FileKey(bytes: [UInt8](repeating: 2, count: 32))
        #expect(throws: CryptographyFault.damaged) { try Streams.open(sealed, size: 10, key: other) }
        #expect(throws: CryptographyFault.damaged) {
            try Streams.open(sealed, size: 10, key: Streams.key, associated: [1, 2, 4])
        }
    }

    @Test("UD-09: the Tink library opens what we seal", arguments: sizes)
    func tinkOpens(size: Int) async throws {
        let plain = Streams.sample(size)
        let sealed = try Streams.seal(plain, key: Streams.key)
        #expect(try Tink.run("open", key: Streams.key, associated: Streams.associated, input: sealed) == plain)
    }

    @Test("UD-09: we open what the Tink library seals", arguments: sizes)
    func tinkSeals(size: Int) async throws {
        let plain = Streams.sample(size)
        let sealed = try Tink.run("seal", key: Streams.key, associated: Streams.associated, input: plain)
        #expect(try Streams.open(sealed, size: size, key: Streams.key) == plain)
    }
}

enum Streams {
    static let key = FileKey(bytes: (1...32).map { $0 })
    static let associated: [UInt8] = [1, 2, 3]

    static func sample(_ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    static func seal(_ plain: [UInt8], key: FileKey, piece: Int = 1 << 20) throws -> [UInt8] {
        var sealer = try StreamSealer(key: key, associated: associated, world: SystemWorld())
        var sealed: [UInt8] = []
        try plain.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: plain.count, by: piece) {
                let end = min(start + piece, plain.count)
                try sealer.update(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), into: &sealed)
            }
        }
        try sealer.finish(into: &sealed)
        return sealed
    }

    static func open(_ sealed: [UInt8], size: Int, key: FileKey, associated: [UInt8] = associated) throws -> [UInt8] {
        guard let layout = StreamLayout(plainSize: Int64(size)), layout.sealedSize == sealed.count else {
            throw CryptographyFault.damaged
        }
        var opener = try StreamOpener(
            key: key, associated: associated, layout: layout, header: Array(sealed.prefix(40)))
        var plain: [UInt8] = []
        for segment in 0..<layout.segmentCount {
            let start = Int(layout.sealedOffset(of: segment))
            let count = layout.plainRange(of: segment).count
            var piece = Array(sealed[start..<(start + count + 16)])
            try piece.withUnsafeMutableBytes { bytes in
                let body = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
                try opener.open(body, tag: bytes.baseAddress! + count, segment: segment)
            }
            plain += piece[..<count]
        }
        return plain
    }
}
