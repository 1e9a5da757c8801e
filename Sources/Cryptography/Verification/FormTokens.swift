/// Hidden fields that show a form to have come from a page of ours, in the browser that sends it back.
package struct FormTokens: Sendable {
    private let keys: Keys

    package init(keys: Keys) { self.keys = keys }

    /// `cookie` is the browser's own cookie value, `area` the part of the site whose forms the token is good for.
    package func token(cookie: String, area: String) throws(CryptographyFault) -> String {
        Base64URL.text(of: try keys.tags(ForForms.self).signing.context.tag(of: Self.message(cookie, area)))
    }

    /// Whether the token was made for this cookie and area, under any key that may still verify.
    package func accepts(_ token: some StringProtocol, cookie: String, area: String) throws(CryptographyFault) -> Bool {
        guard token.utf8.count == 43, let tag = Base64URL.bytes(of: token.utf8) else { return false }
        return try keys.tags(ForForms.self).accept(tag, of: Self.message(cookie, area))
    }

    private static func message(_ cookie: String, _ area: String) -> [UInt8] {
        LengthPrefixed([Array(cookie.utf8), Array(area.utf8)]).bytes
    }
}
