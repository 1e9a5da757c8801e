import Cryptography

/// Which part of the site a form belongs to: its hidden field is good there and nowhere else.
package enum FormArea: String, Sendable {
    case visitor
    /// Before signing in.
    case signIn = "sign-in"
    case staff
    case portal
}

extension Installation {
    /// The hidden field of a form for the browser with this cookie. `session` binds it to a sign-in besides, so that a
    /// form of an earlier one is refused.
    package func formToken(
        for browser: BrowserSecret, area: FormArea, session: BrowserSecret? = nil
    ) throws -> String {
        try FormTokens(keys: keys).token(cookie: Self.binding(browser, session), area: area.rawValue)
    }

    /// Whether `token` was made for a form of this browser, area and sign-in.
    package func acceptsFormToken(
        _ token: String, from browser: BrowserSecret, area: FormArea, session: BrowserSecret? = nil
    ) throws -> Bool {
        try FormTokens(keys: keys).accepts(token, cookie: Self.binding(browser, session), area: area.rawValue)
    }

    private static func binding(_ browser: BrowserSecret, _ session: BrowserSecret?) -> String {
        browser.cookie + "." + (session?.cookie ?? "")
    }
}
