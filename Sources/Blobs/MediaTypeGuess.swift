/// What a file seems to be by its first bytes. Recorded, shown to staff, never trusted: what is sent to a browser comes
/// from an allow-list.
package enum MediaTypeGuess {
    /// A media type, or nil where the bytes tell nothing. `opening` is the beginning of the file; 512 bytes are enough.
    package static func sniff(_ opening: some Collection<UInt8>) -> String? {
        let bytes = Array(opening.prefix(512))
        guard !bytes.isEmpty else { return nil }
        return byMagic(bytes) ?? byMarkup(bytes) ?? (isText(bytes) ? "text/plain" : nil)
    }

    private static let magics: [(offset: Int, bytes: [UInt8], type: String)] = [
        (0, Array("%PDF-".utf8), "application/pdf"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, Array("GIF87a".utf8), "image/gif"),
        (0, Array("GIF89a".utf8), "image/gif"),
        (8, Array("WEBP".utf8), "image/webp"),
        (0, [0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        (4, Array("ftypqt".utf8), "video/quicktime"),
        (4, Array("ftyp".utf8), "video/mp4"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        (0, Array("ID3".utf8), "audio/mpeg"),
        (8, Array("WAVE".utf8), "audio/wav"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        (0, Array("{\\rtf".utf8), "application/rtf"),
        (0, [0x1F, 0x8B], "application/gzip"),
        (0, Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "application/x-executable"),
        (0, Array("MZ".utf8), "application/x-msdownload"),
    ]

    private static func byMagic(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return archive(bytes)
        }
        return magics.first { bytes.dropFirst($0.offset).starts(with: $0.bytes) }?.type
    }

    /// A ZIP archive, or one of the document formats that are one, by the name of the first entry.
    private static func archive(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        if text.contains("mimetypeapplication/vnd.oasis.opendocument.text") {
            return "application/vnd.oasis.opendocument.text"
        }
        let office = "application/vnd.openxmlformats-officedocument."
        if text.contains("word/") { return office + "wordprocessingml.document" }
        if text.contains("xl/") { return office + "spreadsheetml.sheet" }
        if text.contains("ppt/") { return office + "presentationml.presentation" }
        return "application/zip"
    }

    private static func byMarkup(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self).lowercased().drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.contains("<script") {
            return "text/html"
        }
        if text.contains("<svg") { return "image/svg+xml" }
        return text.hasPrefix("<?xml") ? "application/xml" : nil
    }

    /// UTF-8 without control characters but those of lines; the last character may be cut off.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        let isControl = { (byte: UInt8) in byte == 0x7F || byte < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains(byte) }
        guard !bytes.contains(where: isControl) else { return false }
        return (0...min(3, bytes.count - 1)).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
    }
}
