import Actions
import HTTPTypes
import Hummingbird

/// What ties forms to one browser: its form cookie, the part of the site, and the sign-in if there is one.
///
/// The cookie is random and stands in no table: nothing is written for a browser that only looks (SE-05).
struct FormKey: Sendable {
    private let known: BrowserSecret?
    private let fresh: FreshSecret
    private let area: FormArea
    private let session: BrowserSecret?

    init(known: BrowserSecret?, area: FormArea, session: BrowserSecret?) {
        self.known = known
        self.area = area
        self.session = session
        fresh = FreshSecret()
    }

    /// For the forms of the sign-in that has just begun in this browser.
    func signedIn(_ session: BrowserSecret) -> FormKey { FormKey(known: known, area: .staff, session: session) }

    /// The hidden field for a form of this answer.
    func token(site: Site) throws -> String {
        try site.installation.formToken(for: browser(site), area: area, session: session)
    }

    /// Throws unless `token` is from a form that this browser was given.
    func check(_ token: String?, site: Site) throws {
        guard let token, let known,
            try site.installation.acceptsFormToken(token, from: known, area: area, session: session)
        else { throw Refusal.staleForm }
    }

    /// Sets the cookie when a token was made for a browser that had none.
    func remember(in response: inout Response, site: Site) {
        guard known == nil, let made = fresh.made else { return }
        site.cookies.set(.form, to: made, in: &response)
    }

    private func browser(_ site: Site) throws -> BrowserSecret {
        try known ?? fresh.value { try site.installation.newBrowserSecret() }
    }
}
