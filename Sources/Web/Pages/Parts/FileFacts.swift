/// What is said about a file wherever it is listed: its name, kind, size, and the digest that both sides can compare.
struct FileFacts: Sendable {
    let name: String
    /// In words: `PDF document`.
    let type: String
    /// `1.2 MB`
    let size: String
    /// `1,234,567 bytes`; nil where `size` is exact already.
    let exactSize: String?
    /// 64 hexadecimal digits.
    let sha256: String
    /// Since when it stands in the place of an earlier version; nil for a first one.
    let newer: When?

    init(name: String, type: String, bytes: Int64, sha256: String, newer: When? = nil) {
        self.newer = newer
        self.name = name
        self.type = type
        self.size = FileSize.words(bytes)
        self.exactSize = bytes < 1000 ? nil : "\(FileSize.grouped(bytes)) bytes"
        self.sha256 = sha256
    }
}
