import Domain
import TestSupport
import Testing

@Suite struct IDTests {
    private typealias Name = ID<Person>

    @Test("OS-01: an id reads back from its text and from its bytes") func roundTrip() throws {
        var chance = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let id = Name(high: chance.next(), low: chance.next())
            #expect(try Name(reading: id.text) == id)
            #expect(try Name(bytes: id.bytes) == id)
            #expect(id.text.utf8.count == 26)
            #expect(id.bytes.count == 16)
        }
    }

    @Test(
        "The text of an id is base32hex as others write it",
        arguments: [
            (UInt64.min, UInt64.min, "00000000000000000000000000"),
            (UInt64.max, UInt64.max, "vvvvvvvvvvvvvvvvvvvvvvvvvs"),
            (UInt64(1) << 63, UInt64(1), "g0000000000000000000000004"),
            (0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f, "000g40o40k30e209185go38e1s"),
        ]) func knownSpellings(high: UInt64, low: UInt64, text: String)
    {
        #expect(Name(high: high, low: low).text == text)
    }

    @Test("Ids sort as their bytes do") func order() {
        var chance = SeededGenerator(seed: 2)
        for _ in 0..<2_000 {
            let one = Name(high: chance.next() % 4, low: chance.next())
            let other = Name(high: chance.next() % 4, low: chance.next())
            #expect((one.text < other.text) == one.bytes.lexicographicallyPrecedes(other.bytes))
        }
    }

    @Test("LT-02: only the one spelling of an id is read") func oneSpelling() {
        let good = Name(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210).text
        var bad = ["", String(good.dropLast()), good + "0", good.uppercased(), " " + good, good + "\n", good + "="]
        bad += (0..<26).map { place in
            var characters = Array(good)
            characters[place] = "w"
            return String(characters)
        }
        bad += ["1", "2", "3"].map { String(repeating: "0", count: 25) + $0 }
        bad += [
            String(repeating: "é", count: 13), String(repeating: "０", count: 26), String(repeating: "-", count: 26),
        ]
        for text in bad { #expect(throws: Malformed.self, "\(text.debugDescription)") { try Name(reading: text) } }
    }

    @Test("No other number of bytes than sixteen makes an id", arguments: [0, 1, 15, 17, 100]) func byteCounts(
        count: Int
    ) {
        #expect(throws: Malformed.self) { try Name(bytes: [UInt8](repeating: 0, count: count)) }
    }

    @Test("Whatever reads as an id writes itself again") func hostileText() {
        var chance = SeededGenerator(seed: 3)
        let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyzA ".utf8)
        for _ in 0..<5_000 {
            let bytes = (0..<26).map { _ in alphabet.randomElement(using: &chance) ?? 48 }
            let text = String(decoding: bytes, as: UTF8.self)
            if let id = try? Name(reading: text) { #expect(id.text == text) }
        }
    }
}
