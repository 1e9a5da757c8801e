/// Chance that repeats: SplitMix64 from a fixed seed, so that a failing case can be run again.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

extension SeededGenerator {
    /// Text of up to `most` code points, many of them from `spice`, the others from all of Unicode.
    package mutating func text(most: Int, spice: String) -> String {
        let spices = Array(spice.unicodeScalars)
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...most, using: &self) {
            if Int.random(in: 0..<3, using: &self) > 0, let scalar = spices.randomElement(using: &self) {
                text.append(scalar)
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10ffff, using: &self)) {
                text.append(scalar)
            }
        }
        return String(text)
    }
}

/// Every code point there is.
package let everyScalar: [Unicode.Scalar] = (UInt32(0)...0x10ffff).compactMap { Unicode.Scalar($0) }
