import Actions
import Domain
import Foundation
import Testing

@Suite("Texts in one form, in linear time")
struct ComposedTextTests {
    @Test("RL-06: marks piled on one letter are refused before anybody puts them in order, also by the megabyte")
    func heaps() {
        let heap = "a" + String(repeating: "\u{301}\u{316}", count: 250_000)
        let begin = ContinuousClock.now
        #expect(heap.composed == nil)
        #expect(throws: Malformed.self) { try Typed.line(heap, field: "name", limit: .max) }
        #expect(throws: Malformed.self) { try Typed.address(heap) }
        #expect(ContinuousClock.now - begin < .seconds(5))
    }

    @Test("RL-06: what is no mark by itself counts as those that it is made of: no code point piles up unnoticed")
    func hidden() throws {
        var tried = 0
        for value in UInt32(0x300)..<0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let apart = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            let isHeap = apart.allSatisfy { $0.properties.canonicalCombiningClass != .notReordered }
            guard isHeap else { continue }
            tried += 1
            #expect(("a" + String(repeating: String(scalar), count: 31)).composed == nil, "\(value)")
        }
        #expect(tried > 400)
        let begin = ContinuousClock.now
        #expect(("a" + String(repeating: "\u{F81}", count: 345_000)).composed == nil)
        #expect(ContinuousClock.now - begin < .seconds(1))
    }

    @Test("N-17: what is typed letter by letter becomes the one form; what is that already stays")
    func composes() {
        #expect(Array(("e\u{301}".composed ?? "").utf8) == Array("\u{e9}".utf8))
        #expect("plain".composed == "plain")
        #expect(("Zalgo" + String(repeating: "\u{301}", count: 30)).composed != nil)
        #expect(("Zalgo" + String(repeating: "\u{301}", count: 31)).composed == nil)
        let long = String(repeating: "e\u{301}\u{323}", count: 50_000)
        #expect(long.composed?.unicodeScalars.count == 100_000)
    }
}
