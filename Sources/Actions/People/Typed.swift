package import Domain

/// What people type, read in Unicode normalisation form C: the one form in which texts are stored and compared.
package enum Typed {
    /// Of one person: the one that mail goes to, and the others.
    static let mostAddresses = 21

    /// One line: a name, a title, a reference.
    package static func line(_ text: String, field: String, limit: Int = 200) throws(Malformed) -> String {
        try ShortText(reading: composed(text, field), field: field, limit: limit).text
    }

    /// An address; the refusal names `field`.
    package static func address(_ text: String, field: String = "email") throws(Malformed) -> EmailAddress {
        do {
            return try EmailAddress(reading: composed(text, field))
        } catch {
            throw Malformed(field, error.remedy)
        }
    }

    /// Addresses, one a line; empty lines do not count.
    package static func addresses(_ text: String, field: String) throws(Malformed) -> [EmailAddress] {
        var addresses: [EmailAddress] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            addresses.append(try address(String(line), field: field))
        }
        guard addresses.count < mostAddresses else {
            throw Malformed(field, "Use at most \(mostAddresses - 1) addresses besides the first.")
        }
        return addresses
    }

    /// The tags of a case, between commas or line ends.
    package static func tags(_ text: String) throws(Malformed) -> CaseTags {
        try CaseTags(reading: composed(text, "tags"))
    }

    /// The tags of a case, each by itself.
    package static func tags(_ words: [String]) throws(Malformed) -> CaseTags {
        var composed: [String] = []
        for word in words { composed.append(try self.composed(word, "tags")) }
        return try CaseTags(composed)
    }

    /// The name of a file as the browser sent it; never refused.
    package static func fileName(_ text: String) -> FileName {
        FileName(cleaning: text.composed ?? "")
    }

    private static func composed(_ text: String, _ field: String) throws(Malformed) -> String {
        guard let composed = text.composed else {
            throw Malformed(field, "Too many accents are piled on one letter. Write it without them.")
        }
        return composed
    }
}
