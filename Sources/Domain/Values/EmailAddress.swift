/// An e-mail address as somebody typed it, and the form in which two spellings of it compare equal.
///
/// Comparison ignores letter case and surrounding white space and keeps plus-tags distinct (N-17). The caller hands
/// in text in Unicode normalisation form C; an internationalised domain is compared in the spelling given.
package struct EmailAddress: Sendable {
    /// As typed, without surrounding white space: what mail is addressed to.
    package let spelling: String
    /// Lower-cased: what is compared and stored for look-up.
    package let canonical: String

    /// At most 254 bytes (RFC 5321 section 4.5.3.1.3, less the brackets), one `@`, a local part of 1 to 64 bytes and
    /// a domain of dotted labels. Quoted local parts and address literals are refused: no mailbox of ours needs them.
    package init(reading text: String) throws(Malformed) {
        let trimmed = text.trimmed
        let refusal = Malformed("email", "Enter an e-mail address such as name@example.com.")
        guard trimmed.utf8.count <= 254 else { throw refusal }
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocalPart(parts[0]), Self.isDomain(parts[1]) else { throw refusal }
        spelling = trimmed
        canonical = trimmed.lowercased()
    }

    package var domain: String { String(canonical.split(separator: "@")[1]) }

    private static func isLocalPart(_ text: Substring) -> Bool {
        guard (1...64).contains(text.utf8.count) else { return false }
        guard text.first != ".", text.last != ".", !text.contains("..") else { return false }
        let refused: Set<Unicode.Scalar> = ["(", ")", "<", ">", "[", "]", ":", ";", ",", "\\", "\"", " "]
        return text.unicodeScalars.allSatisfy { !refused.contains($0) && isGraphic($0) }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.unicodeScalars.allSatisfy { isDomainScalar($0) }
            }
    }

    private static func isDomainScalar(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return isGraphic(scalar) && scalar.properties.isAlphabetic }
        return scalar == "-" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    private static func isGraphic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator: false
        default: true
        }
    }
}

extension EmailAddress: Hashable {
    package static func == (one: EmailAddress, other: EmailAddress) -> Bool { one.canonical == other.canonical }
    package func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}

extension EmailAddress {
    /// The address with its local part hidden, as pages show it back: `j•••@example.com`.
    package var masked: String {
        let parts = spelling.split(separator: "@", maxSplits: 1)
        return "\(parts[0].prefix(1))•••@\(parts[1])"
    }
}
