/// How much may be attached.
package struct UploadLimits: Hashable, Sendable {
    /// Bytes of one file.
    package var fileSize: Int64 = 2 * 1024 * 1024 * 1024
    package var filesPerUpdate = 20
    /// Bytes that one person may upload in 24 hours (UD-01).
    package var bytesADay: Int64 = 50 << 30
    /// Bytes that one person's files may take in drafts nobody has validated.
    package var bytesInDrafts: Int64 = 100 << 30

    package init() {}
}
