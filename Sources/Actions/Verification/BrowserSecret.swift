package import Cryptography
import Domain

/// What a browser shows to be known again, as a cookie carries it.
package typealias BrowserSecret = SessionSecret

extension Installation {
    /// A fresh one, that no browser has yet.
    /// One that no browser has yet.
    package func newBrowserSecret() throws -> BrowserSecret { try SessionSecret.random(from: world) }
}

extension BrowserSecret {
    /// None for a cookie that is not of the one shape we give out.
    package static func shown(by cookie: String) -> BrowserSecret? { try? SessionSecret(reading: cookie) }

    /// 43 characters of base64url.
    package var cookieText: String { cookie }
}
