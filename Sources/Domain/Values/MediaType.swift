/// The kind of a file as `type/subtype`, lower-case, without parameters.
package struct MediaType: Hashable, Sendable {
    package let text: String

    /// Anything that is not two tokens of RFC 6838 section 4.2 becomes `application/octet-stream`.
    package init(cleaning raw: String) {
        guard raw != "application/octet-stream", !Self.passive.contains(raw) else {
            text = raw
            return
        }
        let essence = raw.split(separator: ";", omittingEmptySubsequences: false)[0].trimmed.lowercased()
        let parts = essence.split(separator: "/", omittingEmptySubsequences: false)
        let valid = parts.count == 2 && parts.allSatisfy { (1...64).contains($0.utf8.count) && Self.isToken($0) }
        text = valid ? essence : "application/octet-stream"
    }

    /// What a download may be labelled: types that no browser runs. Everything else is octets (UD-04), a stored mail
    /// too, since Chromium opens `message/rfc822` as a web archive.
    package var servable: String {
        Self.passive.contains(text) ? text : "application/octet-stream"
    }

    private static let passive: Set<String> = [
        "application/pdf", "application/zip", "application/msword", "application/rtf", "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint", "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "audio/aac", "audio/mpeg",
        "audio/mp4", "audio/ogg", "audio/wav", "image/gif", "image/heic", "image/jpeg", "image/png", "image/tiff",
        "image/webp", "text/csv", "text/plain", "video/mp4", "video/quicktime", "video/webm",
    ]

    /// A letter or digit first, then also the marks that RFC 6838 allows.
    private static func isToken(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, isAlphanumeric(first) else { return false }
        return text.utf8.allSatisfy { isAlphanumeric($0) || "!#$&-^_.+".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
