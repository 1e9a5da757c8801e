import Actions
import Domain
import TestSupport

@testable import Web

/// Somebody who makes requests: what their browser holds, and what they may expect.
struct Principal: Sendable {
    /// What is wrong with the forms that they send.
    enum FormFault: Sendable {
        case earlierSession
        case otherBrowser
    }

    let name: String
    /// The cookie that forms are tied to.
    let browser: BrowserSecret
    var staff: BrowserSecret?
    var visitor: BrowserSecret?
    /// A sign-in of theirs that waits for its second factor.
    var pending: BrowserSecret?
    /// A sign-in to the portal.
    var portal: BrowserSecret?
    /// A second one of their own, to be ended.
    var otherPortalSession: ID<PortalSession>?
    /// What a program of theirs shows.
    var bearer: String?
    /// Asks from the machine that the service runs on.
    var isLocal = false
    var fault: FormFault?
    /// A second sign-in of their own, to be ended.
    var otherSession: ID<StaffSession>?
    /// A token of their own, to be revoked.
    var otherToken: ID<ApiToken>?
    /// Holds a link of the case that the table is about.
    var hasLink = true
    /// Whether pages of that case are theirs to read.
    var seesCase = false
    /// The other case is.
    var seesOtherCase = false

    /// What the hidden field of a form of theirs says.
    func formToken(for access: Route.Access, _ site: Site) throws -> String? {
        let installation = site.installation
        let area: FormArea
        switch access {
        case .visitor: area = .visitor
        case .signIn: area = .signIn
        case .staff: area = .staff
        case .portal: area = .portal
        default: return nil
        }
        let session = access == .staff ? staff : access == .portal ? portal : nil
        switch fault {
        case nil: return try installation.formToken(for: browser, area: area, session: session)
        case .earlierSession:
            return try installation.formToken(for: browser, area: .staff, session: installation.newBrowserSecret())
        case .otherBrowser:
            return try installation.formToken(for: installation.newBrowserSecret(), area: area, session: session)
        }
    }

    /// The `Cookie` of their requests.
    func cookies(_ names: CookieNames) -> String {
        var pairs = ["\(names.name(.form))=\(browser.cookieText)"]
        if let staff { pairs.append("\(names.name(.staff))=\(staff.cookieText)") }
        if let visitor { pairs.append("\(names.name(.visitor))=\(visitor.cookieText)") }
        if let portal { pairs.append("\(names.name(.portal))=\(portal.cookieText)") }
        if let pending { pairs.append("\(names.name(.pending))=\(pending.cookieText)") }
        return pairs.joined(separator: "; ")
    }
}
