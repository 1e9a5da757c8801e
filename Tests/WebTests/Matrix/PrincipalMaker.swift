import Actions
import Domain
import TestSupport
import Testing

@testable import Web

/// Brings the principals of the table into being.
struct PrincipalMaker: Sendable {
    let test: TestInstallation
    let administrator: Viewer

    /// One of each role on the case of the table, and one of each on the other.
    struct Staff {
        let here: [Viewer]
        let elsewhere: [Viewer]
    }

    struct NotMade: Error {}

    private static let client = ClientTrace(address: "192.0.2.1", userAgent: "Firefox/130.0 Linux")

    init(_ test: TestInstallation) async throws {
        self.test = test
        administrator = try await test.staff("Root Keeper", email: "root@firm.example")
    }

    func staff() async throws -> Staff {
        var (here, elsewhere): ([Viewer], [Viewer]) = ([], [])
        for role in StaffRole.allCases {
            here.append(try await member("\(role.rawValue)", role))
            elsewhere.append(try await member("other-\(role.rawValue)", role))
        }
        return Staff(here: here, elsewhere: elsewhere)
    }

    func colleague() async throws -> ID<Person> { try await member("colleague", .staff).person }

    func prospect() async throws -> ID<Person> { try await test.person("Pat Prospect", .prospect, emails: []).id }

    /// Signed in: each role twice, whoever was signed in before, and whose forms are not theirs.
    /// Each has a token besides: that of their program.
    func signedIn(_ staff: Staff, _ programs: [Principal]) async throws -> [Principal] {
        var all: [Principal] = []
        for (role, viewer) in zip(StaffRole.allCases, staff.here) {
            var one = try await signIn(viewer, as: role.rawValue)
            one.seesCase = true
            one.seesOtherCase = viewer.rights.seesEveryCase
            all.append(one)
        }
        for (role, viewer) in zip(StaffRole.allCases, staff.elsewhere) {
            var one = try await signIn(viewer, as: "\(role.rawValue), other case")
            one.seesCase = viewer.rights.seesEveryCase
            one.seesOtherCase = true
            all.append(one)
        }
        for index in all.indices { all[index].otherToken = programs[index].otherToken }
        var (earlier, foreign) = (all[0].named("form of an earlier sign-in"), all[0].named("form of another browser"))
        (earlier.fault, foreign.fault) = (.earlierSession, .otherBrowser)
        return all + [earlier, foreign] + (try await signedOut(like: staff.here[2], all[2]))
    }

    private func signedOut(like viewer: Viewer, _ principal: Principal) async throws -> [Principal] {
        var ended = principal.named("sign-in ended")
        ended.staff = try BrowserSecret.shown(by: await test.signIn(viewer))
        if let secret = ended.staff { try await test.installation.signOut(secret) }
        ended.seesCase = false
        let former = try await member("former", .manager)
        var closed = try await signIn(former, as: "account closed")
        try await test.close(former.person)
        closed.seesCase = false
        return [ended, closed]
    }

    private func signIn(_ viewer: Viewer, as name: String) async throws -> Principal {
        var one = Principal(name: name, browser: try test.installation.newBrowserSecret())
        one.staff = BrowserSecret.shown(by: try await test.signIn(viewer))
        one.otherSession = viewer.session
        return one
    }

    func member(_ name: String, _ role: StaffRole) async throws -> Viewer {
        let viewer = try await test.staff("\(name) Keeper", email: "\(name)@firm.example", role: role)
        let password = try ChosenPassword(
            reading: MatrixScene.password, name: viewer.name, address: EmailAddress(reading: "\(name)@firm.example"),
            organisation: "Firm")
        _ = try await test.installation.changeStaff(
            viewer.person, StaffChange(password: password), by: test.again(administrator))
        await test.deliverMail()
        let session = try #require(BrowserSecret.shown(by: try await test.signIn(viewer)))
        return try #require(try await test.installation.signedIn(session))
    }
}

extension PrincipalMaker {
    /// Whoever is not signed in, and the code that waits for one of them.
    func visitors(_ here: MatrixCase, _ elsewhere: MatrixCase) async throws -> (principals: [Principal], code: String) {
        var ended = try await visitor("verification ended", here.contact, here.link)
        if let session = ended.visitor { try await test.installation.endSession(session) }
        ended.seesCase = false
        test.world.pass(.minutes(11))
        let verified = try await visitor("verified, this link", here.contact, here.link)
        let companion = try await visitor("verified, other link of the send", here.companion, here.companionLink)
        let reporter = Visitor(session: companion.visitor, staff: nil, client: Self.client)
        _ = try await test.installation.reportMisdelivery(here.companionLink, by: reporter)
        await test.deliverMail()
        let stranger = try await visitor("verified, other case", elsewhere.contact, elsewhere.link)
        var nobody = Principal(name: "nobody", browser: try test.installation.newBrowserSecret())
        nobody.hasLink = false
        let holder = Principal(name: "link holder", browser: try test.installation.newBrowserSecret())
        var asked = Principal(name: "code asked for", browser: try test.installation.newBrowserSecret())
        let (session, code) = try await ask(here.contact, here.link)
        asked.visitor = session
        return ([nobody, holder, asked, verified, companion, stranger, ended], code)
    }

    private func visitor(_ name: String, _ address: EmailAddress, _ link: String) async throws -> Principal {
        let (session, code) = try await ask(address, link)
        let visitor = Visitor(session: session, staff: nil, client: Self.client)
        guard
            case .verified(let verified) = try await test.installation.answerChallenge(
                link, code: CodeEntry(reading: code), by: visitor)
        else { throw NotMade() }
        var one = Principal(name: name, browser: try test.installation.newBrowserSecret())
        one.visitor = verified
        return one
    }

    private func ask(_ address: EmailAddress, _ link: String) async throws -> (BrowserSecret, String) {
        let visitor = Visitor(session: nil, staff: nil, client: Self.client)
        guard
            case .asked(let session) = try await test.installation.askForCode(
                link, address: address, browser: "Firefox", by: visitor)
        else { throw NotMade() }
        return (session, try #require(await test.deliverMail().last?.code))
    }
}

extension Principal {
    /// The same browser under another name.
    fileprivate func named(_ name: String) -> Principal {
        var other = Principal(name: name, browser: browser)
        (other.staff, other.seesCase, other.seesOtherCase) = (staff, seesCase, seesOtherCase)
        other.otherSession = otherSession
        return other
    }
}
