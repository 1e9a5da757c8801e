/// A path of ours to go to, as a request names it (`next=`).
///
/// Only what our own pages put there is taken: one leading slash, then unreserved characters, single slashes and a plain
/// query. No second slash, no backslash, no encoded one, no control character can lead to another host (MH-04).
struct ReturnPath: Hashable, Sendable {
    let text: String

    /// The start page for everything else.
    init(reading path: String?) {
        text = path.flatMap { Self.isOurs($0) ? $0 : nil } ?? "/"
    }

    /// The page of the thing that this path does something with.
    var page: ReturnPath {
        let parts = text.prefix { $0 != "?" }.split(separator: "/")
        guard let area = parts.first, Self.areas.contains(String(area)) else { return ReturnPath(reading: "/") }
        return ReturnPath(reading: "/" + parts.prefix(2).joined(separator: "/"))
    }

    private static let areas: Set<String> = ["cases", "updates", "people", "sends", "deliveries", "account"]

    private static func isOurs(_ path: String) -> Bool {
        guard (1...500).contains(path.utf8.count), path.utf8.first == UInt8(ascii: "/") else { return false }
        var last: UInt8 = 0
        for byte in path.utf8 {
            guard isPlain(byte), !(byte == UInt8(ascii: "/") && last == byte) else { return false }
            last = byte
        }
        // A page to sign in from would come back to itself.
        return !path.hasPrefix("/sign-") && path != "/setup"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "&"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
