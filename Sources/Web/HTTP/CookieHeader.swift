/// The grammar of the `Cookie` header (RFC 6265 section 5.4), read byte by byte so that no combining mark can hide a separator.
enum CookieHeader {
    /// The value of the first cookie of that name, up to a space; nil where none has it.
    ///
    /// A cookie without a name may have a value that looks like one of ours with its name: it is passed over.
    static func value(of name: String, in headers: [String]) -> String? {
        for header in headers {
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let bare = pair.drop { $0 == UInt8(ascii: " ") }
                guard let equals = bare.firstIndex(of: UInt8(ascii: "=")), bare[..<equals].elementsEqual(name.utf8)
                else { continue }
                let value = bare[bare.index(after: equals)...].prefix { $0 != UInt8(ascii: " ") }
                return String(decoding: value, as: UTF8.self)
            }
        }
        return nil
    }
}
