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
    package var bytes: [UInt8] { IDText.bytes(high, low) }

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
    package var text: String { IDText.text(high, low) }

    package var description: String { text }

    /// Reads the one spelling that `text` writes; every other spelling is refused.
    package init(reading text: String) throws(Malformed) {
        guard let (high, low) = IDText.words(of: text) else {
            throw Malformed("id", "Use the address as it was given.")
        }
        self.init(high: high, low: low)
    }
}

/// How ids are written and read: apart from the kind of thing they name, so that one piece of code serves all kinds. Each
/// request reads a dozen of them.
private enum IDText {
    private static let alphabet: StaticString = "0123456789abcdefghijklmnopqrstuv"

    static func bytes(_ high: UInt64, _ low: UInt64) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { bytes, count in
            for index in 0..<8 {
                bytes[index] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * index))
                bytes[index + 8] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * index))
            }
            count = 16
        }
    }

    static func text(_ high: UInt64, _ low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 26) { characters in
            // 128 bits make 25 groups of five and one of three, so the last character carries two zero bits.
            for group in 0..<25 {
                let value = bits(high, low, from: UInt64(123 - 5 * group)) & 31
                characters[group] = alphabet.utf8Start[Int(value)]
            }
            characters[25] = alphabet.utf8Start[Int(low << 2 & 31)]
            return 26
        }
    }

    static func words(of text: String) -> (high: UInt64, low: UInt64)? {
        guard text.utf8.count == 26 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        var left = 26
        for character in text.utf8 {
            guard let value = value(of: character) else { return nil }
            left -= 1
            let width: UInt64 = left == 0 ? 3 : 5
            if left == 0, value & 3 != 0 { return nil }
            high = high << width | low >> (64 - width)
            low = low << width | (left == 0 ? value >> 2 : value)
        }
        return (high, low)
    }

    private static func value(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "v"): UInt64(character - UInt8(ascii: "a")) + 10
        default: nil
        }
    }

    private static func bits(_ high: UInt64, _ low: UInt64, from shift: UInt64) -> UInt64 {
        if shift >= 64 { return high >> (shift - 64) }
        return shift == 0 ? low : low >> shift | high << (64 - shift)
    }
}
