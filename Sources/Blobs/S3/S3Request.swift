/// One question to an object store, before it is signed.
package struct S3Request: Sendable {
    package let method: String
    /// `host` or `host:port`, as it is sent.
    package let authority: String
    /// Begins with a slash; nothing in it is percent-encoded.
    package let path: String
    package let query: [(name: String, value: String)]
    package let headers: [(name: String, value: String)]
    /// SHA-256 of the body, in hexadecimal digits.
    package let payloadHash: String

    /// Of a body of no bytes.
    package static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    package init(
        _ method: String, authority: String, path: String, query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], payloadHash: String = emptyHash
    ) {
        self.method = method
        self.authority = authority
        self.path = path
        self.query = query
        self.headers = headers
        self.payloadHash = payloadHash
    }

    /// The path as it is sent and signed.
    var encodedPath: String { Self.encode(path, keeping: "/") }

    /// The query as it is sent and signed, in the order of its names.
    var encodedQuery: String {
        let pairs = query.map { (Self.encode($0.name), Self.encode($0.value)) }
        return pairs.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }.map { "\($0)=\($1)" }.joined(separator: "&")
    }

    /// Every byte but letters, digits and `-._~` as `%XX`.
    private static func encode(_ text: String, keeping kept: String = "") -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            case _ where kept.utf8.contains(byte): encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
