/// The kind of a file as `type/subtype`, lower-case, without parameters.
package struct MediaType: Hashable, Sendable {
    package let text: String

    /// Anything that is not two tokens of RFC 6838 section 4.2 becomes `application/octet-stream`.
    package init(cleaning raw: String) {
        let essence = raw.split(separator: ";", omittingEmptySubsequences: false)[0].trimmed.lowercased()
        let parts = essence.split(separator: "/", omittingEmptySubsequences: false)
        let valid = parts.count == 2 && parts.allSatisfy { (1...64).contains($0.utf8.count) && Self.isToken($0) }
        text = valid ? essence : "application/octet-stream"
    }

    /// What a download may be labelled: types that no browser runs. Everything else is octets (UD-04).
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
        "image/webp", "message/rfc822", "text/csv", "text/plain", "video/mp4", "video/quicktime", "video/webm",
    ]

    private static func isToken(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || "!#$&-^_.+".utf8.contains(byte)
        }
    }
}
