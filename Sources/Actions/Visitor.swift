package import Cryptography
package import Domain

/// Who makes a request about a link, as far as its cookies and headers tell.
package struct Visitor: Sendable {
    /// The cookie of a browser session that asked for a code before.
    package let session: SessionSecret?
    /// Signed in as a member of staff.
    package let staff: Viewer?
    /// Signed in to the portal.
    package let contact: PortalViewer?
    package let client: ClientTrace

    package init(
        session: SessionSecret?, staff: Viewer?, contact: PortalViewer? = nil, client: ClientTrace
    ) {
        self.session = session
        self.staff = staff
        self.contact = contact
        self.client = client
    }
}

/// A member of staff who asks for something: what guards make of a cookie or a token, and every staff action asks for.
package struct Viewer: Hashable, Sendable {
    package let person: ID<Person>
    /// None for a program with a token.
    package let session: ID<StaffSession>?
    /// That of a program.
    package let token: ID<ApiToken>?
    package let name: String
    package let rights: Rights
    /// How many notifications they had not read when a guard let them in; for the heads of pages.
    package let unread: Int

    package init(
        person: ID<Person>, session: ID<StaffSession>?, token: ID<ApiToken>? = nil, name: String, rights: Rights,
        unread: Int = 0
    ) {
        self.person = person
        self.session = session
        self.token = token
        self.name = name
        self.rights = rights
        self.unread = unread
    }
}
