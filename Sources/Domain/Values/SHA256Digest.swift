/// The SHA-256 of a file's plain text: 64 lower-case hexadecimal digits, the form people compare.
package struct SHA256Digest: Hashable, Sendable {
    package let hex: String

    package init(reading text: String) throws(Malformed) {
        let digits = text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
        guard text.utf8.count == 64, digits else {
            throw Malformed("sha256", "A SHA-256 has 64 lower-case hexadecimal digits.")
        }
        hex = text
    }
}
