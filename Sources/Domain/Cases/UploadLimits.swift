/// How much may be attached.
package struct UploadLimits: Hashable, Sendable {
    /// Bytes of one file.
    package var fileSize: Int64 = 2 * 1024 * 1024 * 1024
    package var filesPerUpdate = 20

    package init() {}
}
