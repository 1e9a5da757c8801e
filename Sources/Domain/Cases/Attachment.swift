/// A file of a case update, stored sealed.
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

    package init(
        id: ID<Attachment>, update: ID<CaseUpdate>, name: FileName, size: Int64, sha256: SHA256Digest,
        mediaType: MediaType, blob: ID<Blob>, wrappedKey: String, createdAt: Moment
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
    }
}
