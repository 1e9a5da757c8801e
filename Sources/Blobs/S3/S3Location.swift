package import Domain

/// Where in an object store the files of one installation lie: `s3://bucket/prefix`.
package struct S3Location: Hashable, Sendable {
    package let bucket: String
    /// What every key begins with: empty, or ends in a slash.
    package let prefix: String

    /// Reads `s3://bucket` or `s3://bucket/prefix`.
    package init(reading text: String) throws(Malformed) {
        guard text.hasPrefix("s3://") else { throw Malformed("location", "Write it as s3://bucket/prefix.") }
        let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        bucket = String(parts[0])
        guard Self.isBucket(bucket) else {
            throw Malformed(
                "location", "A bucket has 3 to 63 small letters, digits, dots and hyphens: s3://bucket/prefix.")
        }
        let names = parts.count == 2 ? parts[1].split(separator: "/", omittingEmptySubsequences: true) : []
        guard names.allSatisfy({ $0 != "." && $0 != ".." }), text.utf8.count <= 600 else {
            throw Malformed("location", "A prefix has neither “.” nor “..” in it and at most 500 bytes.")
        }
        prefix = names.map { $0 + "/" }.joined()
    }

    private static func isBucket(_ name: String) -> Bool {
        let isPlain = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        let hyphens: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: ".")]
        guard (3...63).contains(name.utf8.count), let first = name.utf8.first, let last = name.utf8.last else {
            return false
        }
        return isPlain(first) && isPlain(last) && name.utf8.allSatisfy { isPlain($0) || hyphens.contains($0) }
    }
}

extension S3Location: CustomStringConvertible {
    package var description: String { "s3://\(bucket)/\(prefix)" }
}
