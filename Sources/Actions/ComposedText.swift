import Foundation

extension String {
    /// More marks than any script piles on one letter (UAX #15, section 13: stream-safe text).
    private static let mostMarks = 30

    /// In Unicode normalisation form C: the one form in which texts are stored and compared. Nil where marks pile up on one letter
    /// beyond what any writing needs: to put such a heap in order takes time that grows with its square.
    package var composed: String? {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var marks = 0
        for scalar in unicodeScalars {
            let added = Self.marks(in: scalar)
            marks = added == 0 ? 0 : marks + added
            guard marks <= Self.mostMarks else { return nil }
        }
        return precomposedStringWithCanonicalMapping
    }

    /// How many marks this is when taken apart. Three vowel signs of Tibetan are each two, though no mark themselves.
    private static func marks(in scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "\u{0344}", "\u{0F73}", "\u{0F75}", "\u{0F81}": 2
        default: scalar.properties.canonicalCombiningClass == .notReordered ? 0 : 1
        }
    }
}
