package import Domain
import Foundation

/// What people type, read in Unicode normalisation form C: the one form in which texts are stored and compared.
package enum Typed {
    /// One line: a name, a title, a reference.
    package static func line(_ text: String, field: String, limit: Int = 200) throws(Malformed) -> String {
        try ShortText(reading: text.precomposedStringWithCanonicalMapping, field: field, limit: limit).text
    }

    /// An address; the refusal names `field`.
    package static func address(_ text: String, field: String = "email") throws(Malformed) -> EmailAddress {
        do {
            return try EmailAddress(reading: text.precomposedStringWithCanonicalMapping)
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
        guard addresses.count <= 20 else { throw Malformed(field, "Use at most 20 addresses.") }
        return addresses
    }

    /// The tags of a case, between commas or line ends.
    package static func tags(_ text: String) throws(Malformed) -> CaseTags {
        try CaseTags(reading: text.precomposedStringWithCanonicalMapping)
    }

    /// The tags of a case, each by itself.
    package static func tags(_ words: [String]) throws(Malformed) -> CaseTags {
        try CaseTags(words.map(\.precomposedStringWithCanonicalMapping))
    }

    /// The name of a file as the browser sent it; never refused.
    package static func fileName(_ text: String) -> FileName {
        FileName(cleaning: text.precomposedStringWithCanonicalMapping)
    }
}
