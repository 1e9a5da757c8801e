import Actions
import HTTPTypes
import Hummingbird

/// The cookies of this site: random secrets that end with the browser's session, for this host alone (SE-01).
struct CookieNames: Sendable {
    enum Kind: String, Sendable {
        /// A recipient's session.
        case visitor
        case staff
        /// A sign-in that waits for its second factor.
        case pending
        /// A browser that is at the organisation's sign-in service.
        case provider
        /// A browser in which the new address of an account is confirmed.
        case address
        /// A sign-in to the portal.
        case portal
        /// A browser that is signed out at the organisation's sign-in service.
        case leaving
        /// What forms are tied to.
        case form
    }

    /// Over https names carry the prefix that keeps other hosts from setting them (RFC 6265bis section 4.1.3.2).
    let isSecure: Bool

    func name(_ kind: Kind) -> String { (isSecure ? "__Host-" : "") + kind.rawValue }

    /// None where the cookie is absent or not of our shape.
    func secret(_ kind: Kind, in request: Request) -> BrowserSecret? {
        CookieHeader.value(of: name(kind), in: request.headers[values: .cookie]).flatMap(BrowserSecret.shown)
    }

    func set(_ kind: Kind, to secret: BrowserSecret, in response: inout Response) {
        append("\(name(kind))=\(secret.cookieText)", to: &response)
    }

    /// Takes the cookie away from the browser.
    func clear(_ kind: Kind, in response: inout Response) {
        append("\(name(kind))=; Max-Age=0", to: &response)
    }

    private func append(_ pair: String, to response: inout Response) {
        let attributes = "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
        response.headers.append(HTTPField(name: .setCookie, value: pair + attributes))
    }
}
