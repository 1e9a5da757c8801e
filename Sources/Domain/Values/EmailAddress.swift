/// An e-mail address as somebody typed it, and the form in which two spellings of it compare equal.
///
/// Comparison ignores letter case and surrounding white space and keeps plus-tags distinct (N-17). The caller hands
/// in text in Unicode normalisation form C; an internationalised domain is compared in the spelling given, in small letters:
/// `strasse.example` and `straße.example` belong to two (RFC 5894 section 7.2), unlike two spellings of a mailbox of one domain.
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
        if let plain = PlainAddress(text) {
            (spelling, canonical, domain) = (text, plain.canonical, plain.domain)
            return
        }
        let trimmed = text.trimmed
        guard trimmed.utf8.count <= 254 else { throw Self.refusal }
        let parts = trimmed.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocalPart(parts[0]), Self.isDomain(parts[1]) else { throw Self.refusal }
        spelling = trimmed
        domain = String(parts[1]).asDomain
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

extension EmailAddress {
    /// Whether both are spelled alike, but for capitals in ASCII: what holds where somebody else says who has a mailbox. Domains that
    /// compare equal without letter case are not always one (`strasse.example` and `straße.example` are two).
    package func isSpelled(as other: EmailAddress) -> Bool {
        spelling.utf8.map(Self.small) == other.spelling.utf8.map(Self.small)
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
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

/// The usual kind of address, of letters, digits, dots, hyphens, underscores and pluses in ASCII alone: read byte by byte,
/// with the same outcome as code point by code point. Nil for any other text, right or wrong.
private struct PlainAddress {
    let canonical: String
    let domain: String

    init?(_ text: String) {
        guard text.utf8.count <= 254, let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        let (local, domain) = (text.utf8[..<at], text.utf8[text.utf8.index(after: at)...])
        guard local.count <= 64, Self.isDotted(local, Self.isLocal), Self.isDotted(domain, Self.isDomain) else {
            return nil
        }
        let labels = domain.split(separator: UInt8(ascii: "."))
        guard labels.count >= 2, labels.allSatisfy(Self.isLabel), let last = labels.last,
            !last.allSatisfy(Self.isDigit)
        else { return nil }
        canonical = Self.lowercase(text.utf8[...])
        self.domain = Self.lowercase(domain)
    }

    /// Of parts between dots, none of them empty.
    private static func isDotted(_ bytes: Substring.UTF8View, _ isAllowed: (UInt8) -> Bool) -> Bool {
        var mayEnd = false
        for byte in bytes {
            let isDot = byte == UInt8(ascii: ".")
            guard isDot ? mayEnd : isAllowed(byte) else { return false }
            mayEnd = !isDot
        }
        return mayEnd
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        label.count <= 63 && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isDomain(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func lowercase(_ bytes: Substring.UTF8View) -> String {
        String(unsafeUninitializedCapacity: bytes.count) { lower in
            var count = 0
            for byte in bytes {
                lower[count] = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
                count += 1
            }
            return count
        }
    }
}
