/// What a member of staff typed as their second factor: the code of their app, or one of their recovery codes.
package enum FactorEntry: Hashable, Sendable {
    /// Six ASCII digits, leading zeros kept.
    case timed(String)
    case recovery(RecoveryEntry)

    /// What is said of what is neither.
    package static let remedy = "Enter the 6 digits that your authenticator app shows, or one of your recovery codes."

    /// Spaces and dashes do not count, nor does the case of letters. What is neither costs no attempt.
    package init(reading typed: String) throws(Malformed) {
        let characters = Self.characters(of: typed)
        if characters.count == 6, characters.allSatisfy({ ("0"..."9").contains($0) }) {
            self = .timed(String(characters))
        } else if let entry = RecoveryEntry(characters) {
            self = .recovery(entry)
        } else {
            throw Malformed("code", Self.remedy)
        }
    }

    /// Capital letters and digits, decimal digits of other scripts mapped.
    private static func characters(of typed: String) -> [Character] {
        var characters: [Character] = []
        for scalar in typed.unicodeScalars.prefix(200) {
            let properties = scalar.properties
            if properties.isWhitespace || [.dashPunctuation, .format].contains(properties.generalCategory) { continue }
            if properties.generalCategory == .decimalNumber, let value = properties.numericValue {
                characters += Array(String(Int(value)))
            } else {
                characters += Array(properties.uppercaseMapping)
            }
        }
        return characters
    }
}

/// A well-shaped recovery code: sixteen letters, or digits from 2 to 7.
package struct RecoveryEntry: Hashable, Sendable {
    package let characters: String

    init?(_ characters: [Character]) {
        let isOurs = characters.allSatisfy { ("A"..."Z").contains($0) || ("2"..."7").contains($0) }
        guard characters.count == 16, isOurs else { return nil }
        self.characters = String(characters)
    }

    /// `ABCD-EFGH-2345-6767`, as such codes are shown.
    package static func grouped(_ characters: String) -> String {
        var groups: [String] = []
        for (position, character) in characters.enumerated() {
            if position % 4 == 0 { groups.append("") }
            groups[groups.count - 1].append(character)
        }
        return groups.joined(separator: "-")
    }
}
