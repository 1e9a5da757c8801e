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
            marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
            guard marks <= Self.mostMarks else { return nil }
        }
        return precomposedStringWithCanonicalMapping
    }
}
