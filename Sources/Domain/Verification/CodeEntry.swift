/// What a visitor typed as the verification code: eight digits, however they were spaced or pasted.
package struct CodeEntry: Hashable, Sendable {
    /// Eight ASCII digits, leading zeros kept.
    package let digits: String

    /// Everything but digits is dropped, so "Your code: 1234-5678" reads; decimal digits of other scripts are mapped.
    /// A wrongly shaped entry costs no attempt.
    package init(reading typed: String) throws(Malformed) {
        let digits = typed.unicodeScalars.prefix(200).compactMap(Self.digit)
        guard !digits.isEmpty else { throw Malformed("code", "Enter the 8 digits from the e-mail, such as 1234 5678.") }
        guard digits.count >= 8 else {
            throw Malformed("code", "The code has 8 digits; you entered \(digits.count). Check for a missing one.")
        }
        guard digits.count == 8 else {
            throw Malformed("code", "The code has 8 digits; you entered \(digits.count). Remove the extra ones.")
        }
        self.digits = digits.map(String.init).joined()
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
