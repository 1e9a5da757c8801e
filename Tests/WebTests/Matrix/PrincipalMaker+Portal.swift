import Actions
import Domain
import TestSupport
import Testing

@testable import Web

/// Whoever is signed in to the portal, and what is on the way there.
struct MatrixPortal: Sendable {
    let principals: [Principal]
    /// What a part of a path with this name stands for.
    let objects: [String: String]
    /// Who asks for a code in another browser, too.
    fileprivate let prospect: TestContact

    static let here = "contact, this case"
    static let elsewhere = ["contact, other case", "prospect"]
    static let wrongForm = "contact, form of another browser"
    static let names = [here] + elsewhere + [wrongForm]
}

extension PrincipalMaker {
    func portal(_ here: MatrixCase, _ elsewhere: MatrixCase) async throws -> MatrixPortal {
        let pat = try await test.person("Pat Prospect", .prospect, emails: ["pat@prospect.example"])
        var (all, sessions) = ([Principal](), [ID<PortalSession>]())
        for (name, id, part) in [
            (MatrixPortal.here, here.objects["person"], here),
            ("contact, other case", elsewhere.objects["person"], elsewhere),
        ] {
            let person = Person(
                id: try ID(reading: id ?? ""), kind: .contact, name: name, addresses: [part.contact],
                createdAt: test.world.now())
            let (one, session) = try await portal(name, person)
            all.append(one)
            sessions.append(session)
        }
        all[0].seesCase = true
        all[1].seesOtherCase = true
        all.append(try await portal("prospect", pat).0)
        var wrong = Principal(name: MatrixPortal.wrongForm, browser: all[0].browser)
        (wrong.portal, wrong.seesCase, wrong.fault) = (all[0].portal, true, .otherBrowser)
        all.append(wrong)
        let told = try await notification(of: here, all[0])
        let ian = try await test.person("Ian Invited", emails: ["ian@client.example"])
        let secret = try await TestContact(test, ian).invited(by: test.again(administrator))
        return MatrixPortal(
            principals: all,
            objects: [
                "contactsNotification": told.text, "portalInvited": ian.id.text, "portalSecret": secret,
                "contactsSession": sessions[0].text,
            ], prospect: try TestContact(test, pat))
    }

    /// A code of the portal that waits in the browser session `asker` as well; all sessions give a sign of life.
    func portalCode(_ portal: MatrixPortal, asker: BrowserSecret?) async throws -> String {
        for one in portal.principals {
            if let session = one.portal { _ = try await test.installation.signedInToPortal(session) }
        }
        var prospect = portal.prospect
        prospect.session = asker
        return try #require(try await prospect.code())
    }

    /// Sent to the contact again, now that they are told in the portal.
    private func notification(of part: MatrixCase, _ contact: Principal) async throws -> ID<Notification> {
        let delivery: ID<Delivery> = try ID(reading: part.objects["delivery"] ?? "")
        #expect(try await test.installation.resendNotice(of: delivery, by: test.again(administrator)) == .done)
        let session = try #require(contact.portal)
        let viewer = try #require(try await test.installation.signedInToPortal(session))
        return try #require(try await test.installation.listPortalNotifications(to: viewer).items.first).id
    }

    /// Signed in twice: the other sign-in is to be ended.
    private func portal(_ name: String, _ person: Person) async throws -> (Principal, ID<PortalSession>) {
        var contact = try TestContact(test, person)
        try await contact.letIn(by: test.again(administrator))
        let other = try await contact.signIn().session
        test.world.pass(.minutes(1))
        let session = try await contact.signIn().session
        var one = Principal(name: name, browser: try test.installation.newBrowserSecret())
        (one.portal, one.otherPortalSession) = (contact.portal, other)
        return (one, session)
    }
}
