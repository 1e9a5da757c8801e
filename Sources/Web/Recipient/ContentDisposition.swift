import Domain

/// The header that makes a browser save a file under its name (RFC 6266): once in ASCII, once as it is.
enum ContentDisposition {
    static func attachment(_ name: FileName) -> String {
        let plain = name.text.unicodeScalars.map { isPlain($0) ? Character($0) : "_" }
        return "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(PercentCoding.encode(name.text))"
    }

    /// Printable ASCII but what a quoted text would have to escape, or what some browsers decode.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\" && scalar != "%"
    }
}
