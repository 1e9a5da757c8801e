import Actions
import Domain
import Mail
import TestSupport
import Testing

@testable import Web

/// An installation with two cases, and everybody whom the table of authorisation knows, each in a browser of their own.
struct MatrixScene: Sendable {
    let site: TestSite
    /// The case that the table is about.
    let here: MatrixCase
    let elsewhere: MatrixCase
    let principals: [Principal]
    /// The code that waits in the browser of "code asked for".
    let code: String
    /// A member of staff whom no principal is.
    let colleague: ID<Person>
    /// What a form about the colleague holds.
    let colleagueVersion: String
    let prospect: ID<Person>
    let strangersToken: ID<ApiToken>
    let accounts: MatrixAccounts
    let portal: MatrixPortal
    /// The same for the portal.
    let portalCode: String
    private(set) var start: Ledger

    static let operatorToken = "figures-for-the-monitor"
    static let password = "grey pebble sings"

    /// `isClosed`: the case that the table is about was closed at last.
    init(isClosed: Bool = false) async throws {
        let firm = Organisation(
            name: "Harbour & Quay Investigations", contact: "+44 20 7946 0000", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), renewsAutomatically: false)
        let test = try await TestInstallation(organisation: firm) {
            $0.identityProvider = try? IdentityProvider.test($0.world)
        }
        let mailbox = MailboxFolder(folder: test.folder.path + "/mail")
        let settings = try WebSettings(
            isDevelopment: true, mailbox: DevelopmentMailbox(mailbox), metricsToken: OperatorToken(Self.operatorToken))
        site = TestSite(test: test, site: try Site(test.installation, settings: settings), log: LogRecorder())
        let maker = try await PrincipalMaker(test)
        let staff = try await maker.staff()
        here = try await MatrixCase("zephyrine", test, by: maker.administrator, staff: staff.here)
        elsewhere = try await MatrixCase(
            "quondam", test, by: test.again(maker.administrator), staff: staff.elsewhere)
        if let mail = test.mails.mails.first { _ = await mailbox.deliver(mail) }
        (colleague, prospect) = try await (maker.colleague(), maker.prospect())
        let shown = try await test.installation.showPerson(colleague, to: maker.administrator)
        colleagueVersion = try #require(shown).version.text
        for linked in [colleague, maker.administrator.person] { try await test.linkProvider(linked) }
        portal = try await maker.portal(here, elsewhere)
        let visitors = try await maker.visitors(here, elsewhere)
        code = visitors.code
        let programs = try await maker.programs(staff)
        strangersToken = try await maker.strangersToken()
        accounts = try await maker.accounts()
        let signedIn = try await maker.signedIn(staff, programs)
        portalCode = try await maker.portalCode(
            portal, asker: visitors.principals.first { $0.name == "code asked for" }?.visitor)
        principals =
            try visitors.principals + portal.principals + [accounts.pending] + signedIn + programs + maker.operators()
        if isClosed, let text = here.objects["case"] {
            _ = try await test.installation.setStatus(
                .closed, of: ID(reading: text), by: test.again(maker.administrator))
        }
        start = try await Ledger.of(test)
    }

    var test: TestInstallation { site.test }

    /// The tables that hold something else than at the start; then all is as it was.
    func restore() async throws -> [String] { try await start.restore(test) }

    /// The same installation, where these roles may do this.
    func allowing(_ roles: [StaffRole: Set<Permission>]) async throws -> MatrixScene {
        try await test.allow(roles)
        var scene = self
        scene.start = try await Ledger.of(test)
        return scene
    }

    func principal(_ name: String) throws -> Principal { try #require(principals.first { $0.name == name }) }
}
