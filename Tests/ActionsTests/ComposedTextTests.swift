import Actions
import Domain
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
