/// What a visitor typed as the verification code: eight digits, however they were spaced or pasted.
package struct CodeEntry: Hashable, Sendable {
    /// Eight ASCII digits, leading zeros kept.
    package let digits: String

    /// A group of eight digits, spaced or hyphenated as people and mails write it, is found in whatever surrounds it, so
    /// "Your code: 1234-5678 (reference K7M)" reads; decimal digits of other scripts are mapped. A wrongly shaped entry
    /// costs no attempt.
    package init(reading typed: String) throws(Malformed) {
        let groups = Self.groups(in: typed)
        let whole = groups.filter { $0.count == 8 }
        let digits = whole.count == 1 ? whole[0] : groups.flatMap { $0 }
        guard !digits.isEmpty else { throw Malformed("code", "Enter the 8 digits from the e-mail, such as 1234 5678.") }
        guard digits.count >= 8 else {
            throw Malformed("code", "The code has 8 digits; you entered \(digits.count). Check for a missing one.")
        }
        guard digits.count == 8 else {
            throw Malformed("code", "The code has 8 digits; you entered \(digits.count). Remove the extra ones.")
        }
        self.digits = digits.map(String.init).joined()
    }

    /// The digits of each stretch that holds nothing but digits, white space and dashes.
    private static func groups(in typed: String) -> [[Int]] {
        var groups: [[Int]] = [[]]
        for scalar in typed.unicodeScalars.prefix(200) {
            if let digit = digit(scalar) {
                groups[groups.count - 1].append(digit)
            } else if !isSpacing(scalar) {
                groups.append([])
            }
        }
        return groups
    }

    private static func isSpacing(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation
            || scalar.properties.generalCategory == .format
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        guard scalar.properties.generalCategory == .decimalNumber else { return nil }
        return scalar.properties.numericValue.map(Int.init)
    }

    /// `1234 5678`, as pages and mails show a code.
    package static func grouped(_ digits: String) -> String {
        "\(digits.prefix(4)) \(digits.dropFirst(4))"
    }
}
