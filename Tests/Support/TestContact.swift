package import Actions
internal import Cryptography
package import Domain

/// A contact with a browser of their own, on their way into the portal.
package struct TestContact: Sendable {
    package let test: TestInstallation
    package let person: Person
    /// Typed at the sign-in.
    package let address: EmailAddress
    /// The cookie of the browser session in which a code was asked for.
    package var session: BrowserSecret?
    /// The cookie of a sign-in.
    package var portal: BrowserSecret?
    /// Their network address.
    package var place = "192.0.2.7"

    package init(_ test: TestInstallation, _ person: Person, typing address: String? = nil) throws {
        self.test = test
        self.person = person
        self.address = try address.map(EmailAddress.init(reading:)) ?? person.addresses[0]
    }

    /// Something that should have succeeded did not.
    package struct Unexpected: Error {
        package init() {}
    }

    package var client: ClientTrace { ClientTrace(address: place, userAgent: "Firefox/150") }

    /// What their requests bring along.
    package func visitor() async throws -> Visitor {
        Visitor(session: session, staff: nil, contact: try await viewer(), client: client)
    }

    /// Who they are by their cookie; nil where it opens nothing.
    package func viewer() async throws -> PortalViewer? {
        guard let portal else { return nil }
        return try await test.installation.signedInToPortal(portal)
    }

    /// Switched on with their first address, or that which they type; gives the secret of the mailed link.
    package func invited(by staff: Viewer) async throws -> String {
        guard case .invited = try await test.installation.switchOnPortal(for: person.id, at: address, by: staff),
            let secret = await test.deliverMail().last(where: { $0.to == address.canonical })?.accountSecret
        else { throw Unexpected() }
        return secret
    }

    package func activate(_ secret: String) async throws -> ActivatedPortal {
        try await test.installation.activatePortal(secret, from: client)
    }

    /// Invited and activated, from `place`.
    package func letIn(by staff: Viewer) async throws {
        guard case .activated = try await activate(try await invited(by: staff)) else { throw Unexpected() }
    }

    /// Types the address and presses the button.
    @discardableResult
    package mutating func ask() async throws -> AskedForCode {
        let asked = try await test.installation.askForPortalCode(
            address, browser: "Firefox on Windows", by: try await visitor())
        if case .asked(let secret) = asked { session = secret }
        return asked
    }

    /// Asks, and looks into the mailbox; nil where nothing arrived.
    package mutating func code() async throws -> String? {
        try await ask()
        return await test.deliverMail().last { $0.to == address.canonical }?.code
    }

    @discardableResult
    package mutating func enter(_ code: String) async throws -> AnsweredChallenge {
        let answered = try await test.installation.answerAtPortal(CodeEntry(reading: code), by: try await visitor())
        if case .verified(let secret) = answered { portal = secret }
        return answered
    }

    /// From the address to the portal.
    @discardableResult
    package mutating func signIn() async throws -> PortalViewer {
        guard let code = try await code(), case .verified = try await enter(code), let viewer = try await viewer()
        else {
            throw Unexpected()
        }
        return viewer
    }
}
