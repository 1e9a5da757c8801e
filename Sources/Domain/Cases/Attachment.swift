/// A file of a case update, stored sealed; of one that was replaced behind its links, one version.
package struct Attachment: Hashable, Sendable {
    package let id: ID<Attachment>
    package let update: ID<CaseUpdate>
    package let name: FileName
    /// Of the plain text, in bytes.
    package let size: Int64
    package let sha256: SHA256Digest
    /// What the sender's browser or program called it; never trusted, served only if it is on the allow-list.
    package let mediaType: MediaType
    package let blob: ID<Blob>
    /// The file's own key, wrapped by the key ring.
    package let wrappedKey: String
    package let createdAt: Moment
    /// From 1.
    package let version: Int64
    /// What it took the place of; none for a first version.
    package let replacement: Replacement?
    /// Set once another version took its place: links serve that one from then on.
    package let supersededAt: Moment?
    /// None where it was not recorded.
    package let uploadedBy: ID<Person>?

    /// A newer version in the place of a wrong one (decision 14).
    package struct Replacement: Hashable, Sendable {
        package let of: ID<Attachment>
        package let by: ID<Person>?
        package let reason: String

        package init(of: ID<Attachment>, by: ID<Person>?, reason: String) {
            self.of = of
            self.by = by
            self.reason = reason
        }

        /// What somebody typed as the reason: at most 500 characters, of four code points each on average.
        package static func reason(reading typed: String) throws(Malformed) -> String {
            try ReasonText(reading: typed, limit: 500, asking: "Say why the file is replaced.").text
        }
    }

    package init(
        id: ID<Attachment>, update: ID<CaseUpdate>, name: FileName, size: Int64, sha256: SHA256Digest,
        mediaType: MediaType, blob: ID<Blob>, wrappedKey: String, createdAt: Moment, version: Int64 = 1,
        replacement: Replacement? = nil,
        supersededAt: Moment? = nil, uploadedBy: ID<Person>? = nil
    ) {
        self.id = id
        self.update = update
        self.name = name
        self.size = size
        self.sha256 = sha256
        self.mediaType = mediaType
        self.blob = blob
        self.wrappedKey = wrappedKey
        self.createdAt = createdAt
        self.version = version
        self.replacement = replacement
        self.supersededAt = supersededAt
        self.uploadedBy = uploadedBy
    }
}
