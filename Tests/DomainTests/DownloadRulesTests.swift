import Domain
import TestSupport
import Testing

@Suite struct RangeRequestTests {
    @Test(
        "UD-05, OS-39: a range of a file of 1,000 bytes is what RFC 9110 says",
        arguments: [
            ("bytes=0-0", .part(0..<1)), ("bytes=0-999", .part(0..<1000)), ("bytes=0-", .part(0..<1000)),
            ("bytes=500-", .part(500..<1000)), ("bytes=999-999", .part(999..<1000)),
            ("bytes=999-5000", .part(999..<1000)),
            ("bytes=-1", .part(999..<1000)), ("bytes=-1000", .part(0..<1000)), ("bytes=-5000", .part(0..<1000)),
            ("Bytes=1-2", .part(1..<3)), ("bytes= 1-2 ", .part(1..<3)), ("bytes=007-0009", .part(7..<10)),
            ("bytes=-0", .unsatisfiable), ("bytes=5-2", .unsatisfiable), ("bytes=1000-", .unsatisfiable),
            ("bytes=1000-1001", .unsatisfiable), ("bytes=5000-6000", .unsatisfiable),
        ] as [(String, RangeRequest)]) func single(header: String, request: RangeRequest)
    {
        #expect(RangeRequest(header: header, size: 1000) == request)
    }

    @Test(
        "UD-05: numbers of 2⁶³ and beyond never trap",
        arguments: [
            ("bytes=9223372036854775807-", .unsatisfiable), ("bytes=9223372036854775808-", .unsatisfiable),
            ("bytes=0-9223372036854775807", .part(0..<1000)), ("bytes=0-18446744073709551616", .part(0..<1000)),
            ("bytes=-9223372036854775808", .part(0..<1000)), ("bytes=-99999999999999999999999", .part(0..<1000)),
            ("bytes=99999999999999999999-99999999999999999999", .unsatisfiable),
        ] as [(String, RangeRequest)]) func huge(header: String, request: RangeRequest)
    {
        #expect(RangeRequest(header: header, size: 1000) == request)
        for size in [0, 1, Int64.max] { _ = RangeRequest(header: header, size: size) }
    }

    @Test(
        "UD-05, N-09: several ranges, other units and junk get the whole file",
        arguments: [
            nil, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "bytes=1-2-3", "bytes=--1", "bytes=0-1,5-6",
            "bytes=0-0,1-1,2-2,3-3,4-4", "bytes=0-,0-", "items=0-5", "bytes 0-5", "bytes=+1-2", "bytes=1-2x",
            "bytes=０-５",
            "bytes=1-\u{301}2", "bytes=0x1-2", "=0-5", "bytes=1.0-2", "bytes=\u{0}0-1",
        ] as [String?]) func whole(header: String?)
    {
        #expect(RangeRequest(header: header, size: 1000) == .whole)
    }

    @Test(
        "UD-05: no range of an empty file can be satisfied",
        arguments: ["bytes=0-", "bytes=0-0", "bytes=-1", "bytes=-0"])
    func emptyFile(header: String) {
        #expect(RangeRequest(header: header, size: 0) == .unsatisfiable)
    }

    @Test("UD-05: whatever the header, the part lies inside the file and is not empty") func hostile() {
        var chance = SeededGenerator(seed: 8)
        for _ in 0..<20_000 {
            let size = Int64.random(in: 0...20, using: &chance)
            let header = "bytes=" + chance.text(most: 5, spice: "0123456789----, ")
            guard case .part(let part) = RangeRequest(header: header, size: size) else { continue }
            #expect(part.lowerBound >= 0 && part.upperBound <= size && !part.isEmpty)
        }
    }
}

@Suite struct CoverageTests {
    @Test("UD-06, N-06, N-07: ten thousand sets of ranges cover what a map of bytes says") func oracle() throws {
        var chance = SeededGenerator(seed: 9)
        for _ in 0..<10_000 {
            let size = Int64.random(in: 1...40, using: &chance)
            var map = [Bool](repeating: false, count: Int(size))
            var coverage = Coverage()
            for _ in 0..<Int.random(in: 0...8, using: &chance) {
                let lower = Int64.random(in: 0...size, using: &chance)
                let upper = Int64.random(in: lower...size, using: &chance)
                coverage.insert(lower..<upper)
                for byte in lower..<upper { map[Int(byte)] = true }
            }
            #expect(coverage.count == Int64(map.count { $0 }))
            #expect(coverage.isComplete(size: size) == map.allSatisfy { $0 })
            #expect(coverage.text == Self.text(of: map))
            #expect(try Coverage(reading: coverage.text) == coverage)
        }
    }

    private static func text(of map: [Bool]) -> String {
        var pieces: [String] = []
        var start: Int?
        for (index, covered) in (map + [false]).enumerated() {
            if covered, start == nil { start = index }
            if !covered, let first = start {
                pieces.append("\(first)-\(index)")
                start = nil
            }
        }
        return pieces.joined(separator: ",")
    }

    @Test("N-07: asking for the first byte over and over completes nothing") func dodging() {
        var coverage = Coverage()
        for _ in 0..<1000 { coverage.insert(0..<1) }
        #expect(coverage.count == 1)
        #expect(!coverage.isComplete(size: 2))
    }

    @Test("UD-06: an empty file is complete, and bytes outside a file complete no other") func edges() {
        #expect(Coverage().isComplete(size: 0))
        #expect(!Coverage().isComplete(size: 1))
        var coverage = Coverage()
        coverage.insert(.min..<0)
        #expect(coverage == Coverage())
        coverage.insert(.min ..< .max)
        #expect(coverage.count == .max && coverage.isComplete(size: .max))
    }

    @Test("N-06: thousands of scattered pieces stay bounded, and fetching the rest completes the file") func scattered()
        throws
    {
        var coverage = Coverage()
        for piece in 0..<Int64(10_000) { coverage.insert(2 * piece..<2 * piece + 1) }
        #expect(coverage.count == 4096)
        #expect(try Coverage(reading: coverage.text) == coverage)
        for byte in 0..<Int64(20_000) { coverage.insert(byte..<byte + 1) }
        #expect(coverage.isComplete(size: 20_000))
        #expect(coverage.text == "0-20000")
    }

    @Test(
        "UD-06: text that coverage would not write is not read",
        arguments: [
            ",", "0-5,", ",0-5", "0-0", "5-2", "-1-5", "1--5", "+1-5", "01-5", "0-5,5-9", "0-5,3-9", "7-9,0-5", "x-1-2",
            "1-2-3",
            "0-5 ", "0", "-", "0-9223372036854775808", "０-５", "a", "0-5\n",
        ]) func hostileText(text: String)
    {
        #expect(throws: Malformed.self) { try Coverage(reading: text) }
    }

    @Test("UD-06: nothing served reads as nothing served") func emptyText() throws {
        #expect(try Coverage(reading: "") == Coverage())
    }
}
