/// A 128-bit name for one thing of kind `Of`; random, so it says nothing about how many there are.
///
/// Its text is 26 characters of lower-case base32hex (RFC 4648 section 7, unpadded), which sorts like its bytes.
package struct ID<Of>: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension ID {
    /// The sixteen bytes, most significant first.
    package var bytes: [UInt8] {
        (0..<16).map { index in
            let word = index < 8 ? high : low
            return UInt8(truncatingIfNeeded: word >> (56 - 8 * (UInt64(index) % 8)))
        }
    }

    package init(bytes: some Collection<UInt8>) throws(Malformed) {
        guard bytes.count == 16 else { throw Malformed("id", "An id has sixteen bytes.") }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }
}

extension ID: CustomStringConvertible {
    private static var alphabet: [UInt8] { Array("0123456789abcdefghijklmnopqrstuv".utf8) }

    package var text: String {
        let alphabet = Self.alphabet
        var characters: [UInt8] = []
        characters.reserveCapacity(26)
        // 128 bits make 25 groups of five and one of three, so the last character carries two zero bits.
        for group in 0..<26 {
            let shift = 123 - 5 * group
            let value = shift >= 0 ? bits(from: shift) : bits(from: 0) << 2
            characters.append(alphabet[Int(value & 31)])
        }
        return String(decoding: characters, as: UTF8.self)
    }

    package var description: String { text }

    /// Reads the one spelling that `text` writes; every other spelling is refused.
    package init(reading text: some StringProtocol) throws(Malformed) {
        let refusal = Malformed("id", "Use the address as it was given.")
        guard text.utf8.count == 26 else { throw refusal }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, character) in text.utf8.enumerated() {
            let value: UInt64
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt64(character - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "v"): value = UInt64(character - UInt8(ascii: "a")) + 10
            default: throw refusal
            }
            let width: UInt64 = index == 25 ? 3 : 5
            if index == 25, value & 3 != 0 { throw refusal }
            high = high << width | low >> (64 - width)
            low = low << width | (index == 25 ? value >> 2 : value)
        }
        self.init(high: high, low: low)
    }

    private func bits(from shift: Int) -> UInt64 {
        shift >= 64 ? high >> UInt64(shift - 64) : low >> UInt64(shift) | (shift > 0 ? high << UInt64(64 - shift) : 0)
    }
}
