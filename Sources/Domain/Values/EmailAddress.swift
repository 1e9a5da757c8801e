/// An e-mail address as somebody typed it, and the form in which two spellings of it compare equal.
///
/// Comparison ignores letter case and surrounding white space and keeps plus-tags distinct (N-17). The caller hands
/// in text in Unicode normalisation form C; an internationalised domain is compared in the spelling given.
package struct EmailAddress: Sendable {
    /// As typed, without surrounding white space: what mail is addressed to.
    package let spelling: String
    /// Without letter case: what is compared and stored for look-up, never what mail is addressed to.
    package let canonical: String
    /// What stands behind the `@`, without letter case.
    package let domain: String

    /// At most 254 bytes (RFC 5321 section 4.5.3.1.3, less the brackets), one `@`, a local part of 1 to 64 bytes and
    /// a domain of dotted labels. Quoted local parts and address literals are refused: no mailbox of ours needs them.
    ///
    /// Read code point by code point, so that a combining mark behind an `@` or a dot cannot hide it.
    package init(reading text: String) throws(Malformed) {
        let trimmed = text.trimmed
        guard trimmed.utf8.count <= 254 else { throw Self.refusal }
        let parts = trimmed.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocalPart(parts[0]), Self.isDomain(parts[1]) else { throw Self.refusal }
        spelling = trimmed
        domain = String(parts[1]).withoutCase
        canonical = "\(String(parts[0]).withoutCase)@\(domain)"
    }

    private static var refusal: Malformed {
        Malformed("email", "Enter an e-mail address such as name@example.com.")
    }
}

extension EmailAddress {
    private typealias Scalars = Substring.UnicodeScalarView

    private static func isLocalPart(_ text: Scalars) -> Bool {
        guard (1...64).contains(Substring(text).utf8.count), let first = text.first, !isMark(first) else {
            return false
        }
        let dotted = text.split(separator: ".", omittingEmptySubsequences: false)
        guard dotted.allSatisfy({ !$0.isEmpty }) else { return false }
        let refused = "()<>[]:;,\\\"".unicodeScalars
        return text.allSatisfy { !refused.contains($0) && isGraphic($0) }
    }

    /// Two labels at least; the last one is no number, so that no IP address passes for a domain.
    private static func isDomain(_ text: Scalars) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last else { return false }
        return labels.allSatisfy(isLabel) && !last.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func isLabel(_ label: Scalars) -> Bool {
        guard (1...63).contains(Substring(label).utf8.count), let first = label.first else { return false }
        return first != "-" && label.last != "-" && !isMark(first) && label.allSatisfy(isDomainScalar)
    }

    private static func isDomainScalar(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else {
            return scalar == "-" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        }
        return isMark(scalar) || scalar.properties.generalCategory == .decimalNumber
            || (isGraphic(scalar) && scalar.properties.isAlphabetic)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isGraphic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
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
        guard let at = spelling.unicodeScalars.firstIndex(of: "@") else { return "•••" }
        return "\(spelling[..<at].prefix(1))•••\(spelling[at...])"
    }
}
