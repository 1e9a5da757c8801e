package import Domain

/// Makes the keys of files, and wraps them under the key-encryption key of the ring for the row of the file.
package struct FileKeys: Sendable {
    private let keys: Keys

    package init(keys: Keys) { self.keys = keys }

    /// A new key and its wrapped text, which opens for this blob only.
    package func newKey(for blob: ID<Blob>) throws -> (key: FileKey, wrapped: String) {
        let key = FileKey(bytes: try keys.world.randomBytes(32))
        return (key, try wrap(key, for: blob))
    }

    /// Throws `unknownKey` or `damaged`; then the file cannot be opened.
    package func unwrap(_ wrapped: String, for blob: ID<Blob>) throws(CryptographyFault) -> FileKey {
        let bytes = try keys.seals(ForFiles.self).open(wrapped, context: blob.bytes)
        guard bytes.count == 32 else { throw .damaged }
        return FileKey(bytes: bytes)
    }

    /// The same key wrapped under the newest key-encryption key; the file itself stays as it is.
    package func rewrap(_ wrapped: String, for blob: ID<Blob>) throws -> String {
        try wrap(try unwrap(wrapped, for: blob), for: blob)
    }

    /// The id of the key-encryption key that this was wrapped under.
    package func keyID(of wrapped: String) throws(CryptographyFault) -> String { try SealedText(reading: wrapped).kid }

    /// The id of the key-encryption key that the next file is wrapped under.
    package func newestKeyID() throws(CryptographyFault) -> String { try keys.seals(ForFiles.self).signing.kid }

    private func wrap(_ key: FileKey, for blob: ID<Blob>) throws -> String {
        try keys.seals(ForFiles.self).seal(key.bytes, context: blob.bytes, world: keys.world)
    }
}
