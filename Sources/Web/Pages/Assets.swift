/// The style sheet, the icons and the modules, under a folder name that changes whenever one of them does.
///
/// The whole folder is hashed, so modules can import each other by relative path and everything below it can be
/// cached for ever.
enum Assets {
    /// One file as it is served.
    struct Asset: Sendable {
        let contentType: String
        let bytes: [UInt8]
    }

    /// `/assets/0123456789abcdef`
    static let folder = "/assets/" + hash

    /// Sixteen hexadecimal digits: the `{buildhash}` of the route.
    static let hash: String = {
        // FNV-1a, 64 bits: this tells builds apart, it protects nothing.
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for (name, asset) in all.sorted(by: { $0.key < $1.key }) {
            for byte in Array(name.utf8) + [0] + asset.bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }()

    /// The asset of that file name, such as `app.css`; nil for any other text.
    static func named(_ name: String) -> Asset? { all[name] }

    static let all: [String: Asset] = {
        var found: [String: Asset] = [:]
        for (name, content) in EmbeddedFiles.all {
            guard let type = contentType(of: name) else { continue }
            found[name] = Asset(contentType: type, bytes: Array("\(content)".utf8))
        }
        return found
    }()

    private static func contentType(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: nil
        }
    }
}
