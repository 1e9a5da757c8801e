import Domain
import TestSupport
import Testing

@testable import Actions

/// Who is let in by the sign-in service for the first time, and how much that proves.
@Suite struct ProviderLinkingTests {
    private struct Scene {
        let test: TestInstallation
        let installation: Installation
        let service: IdentityProvider

        init(_ engine: Engine, requiresFactor: Bool = false) async throws {
            let firm = Organisation(
                name: "Firm", contact: "Call us", origin: TestInstallation.origin,
                mailFrom: try EmailAddress(reading: "updates@firm.example"), requiresSecondFactor: requiresFactor)
            test = try await TestInstallation(engine, organisation: firm)
            service = try IdentityProvider.test(test.world)
            var installation = test.installation
            installation.identityProvider = service
            self.installation = installation
        }

        func enter(
            _ subject: String = "s-1", at address: String = "kim@firm.example", provenAt: Moment? = nil
        ) async throws -> FinishedVisit {
            let identity = ProviderIdentity(
                issuer: IdentityProvider.testIssuer, subject: subject, address: try EmailAddress(reading: address),
                provenAt: provenAt)
            return try await installation.enter(as: identity, keeping: "", service, from: TestAccount.place())
        }

        func invite(by viewer: Viewer) async throws -> ID<Person> {
            let new = try NewStaff(
                name: "Kim Keeper", email: "kim@firm.example", role: .manager, password: nil,
                organisation: installation.organisation)
            guard case .invited(let id) = try await installation.inviteStaff(new, by: viewer) else {
                throw TestAccount.Unexpected()
            }
            return id
        }
    }

    @Test(
        "SE-09, SE-06: a sign-in at the service is proof as long as what the service tells of is: an old one, or none, is none",
        arguments: Engine.all)
    func age(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        _ = try await TestAccount(scene.test)
        let colleague = try await scene.test.staff("Ola Other", email: "ola@firm.example")
        let now = scene.test.world.now()
        func close(after provenAt: Moment?) async throws {
            guard case .signedIn(let cookie, _, _) = try await scene.enter(provenAt: provenAt) else {
                throw TestAccount.Unexpected()
            }
            let viewer = try #require(try await scene.installation.signedIn(cookie))
            _ = try await scene.installation.closeAccount(of: colleague.person, true, by: viewer)
        }
        for old in [nil, now - .hours(8), now - .minutes(10)] {
            await #expect(throws: ProofNeeded.self) { try await close(after: old) }
        }
        try await close(after: now - .minutes(9))
        // What lies ahead of our clock counts as now, and no longer.
        guard case .signedIn(let cookie, _, _) = try await scene.enter(provenAt: now + .days(1)) else {
            throw TestAccount.Unexpected()
        }
        scene.test.world.pass(.minutes(10))
        let viewer = try #require(try await scene.installation.signedIn(cookie))
        await #expect(throws: ProofNeeded.self) {
            try await scene.installation.closeAccount(of: colleague.person, false, by: viewer)
        }
    }

    @Test(
        "SE-09, AU-02: who was invited and never came signs in at the service while the invitation lives, and uses it up",
        arguments: Engine.all)
    func invited(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let chief = try await scene.test.staff()
        let id = try await scene.invite(by: chief)
        #expect(try await scene.installation.withdrawInvitation(of: id, by: chief) == .withdrawn)
        guard case .nobody = try await scene.enter() else { throw TestAccount.Unexpected() }
        #expect(try await scene.installation.inviteAgain(id, by: chief) == .invited(id))
        scene.test.world.pass(.days(7))
        guard case .nobody = try await scene.enter() else { throw TestAccount.Unexpected() }
        let later = try await scene.test.again(chief)
        #expect(try await scene.installation.inviteAgain(id, by: later) == .invited(id))
        let secret = try #require(await scene.test.deliverMail().last { $0.accountSecret != nil }?.accountSecret)
        guard case .signedIn(_, id, _) = try await scene.enter() else { throw TestAccount.Unexpected() }
        let accepted = try await scene.installation.acceptInvitation(
            secret, name: "Kim Keeper", password: TestAccount.password)
        #expect(accepted == .over(.used))
        #expect(try await scene.installation.unlinkProvider(of: id, by: later) == .unlinked)
        guard case .signedIn(_, id, _) = try await scene.enter("s-2") else { throw TestAccount.Unexpected() }
    }

    @Test("SE-09: an address that is spelled otherwise and only compares equal links nobody", arguments: Engine.all)
    func spelling(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let account = try await TestAccount(scene.test, email: "kiss@firm.example")
        for other in ["kiß@firm.example", "\u{212A}iss@firm.example"] {
            #expect(try EmailAddress(reading: other) == EmailAddress(reading: account.email))
            guard case .nobody = try await scene.enter(at: other) else { throw TestAccount.Unexpected() }
        }
        guard case .signedIn(_, account.id, _) = try await scene.enter(at: "Kiss@Firm.Example") else {
            throw TestAccount.Unexpected()
        }
    }

    @Test(
        "SE-09, AU-02: who waits at the second factor when the invitation is withdrawn comes no further",
        arguments: Engine.all)
    func withdrawnMeanwhile(_ engine: Engine) async throws {
        let scene = try await Scene(engine, requiresFactor: true)
        let chief = try await scene.test.staff()
        let id = try await scene.invite(by: chief)
        guard case .factorNeeded(let pending, _) = try await scene.enter(),
            case .setUp(let offer) = try await scene.installation.showPending(pending)
        else { throw TestAccount.Unexpected() }
        #expect(try await scene.installation.withdrawInvitation(of: id, by: chief) == .withdrawn)
        guard case .over = try await scene.installation.showPending(pending) else { throw TestAccount.Unexpected() }
        let code = try AuthenticatorApp(key: offer.key).code(at: scene.test.world.now())
        let finished = try await scene.installation.finishSignIn(
            pending, FactorEntry(reading: code), from: TestAccount.place())
        #expect(finished.isOver)
        guard case .nobody = try await scene.enter() else { throw TestAccount.Unexpected() }
    }

    @Test(
        "SE-09: where our second factor is asked for, the service's account is linked when that is right, and not before",
        arguments: Engine.all)
    func linkedLast(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let account = try await TestAccount(scene.test)
        let (app, _) = try await account.setUpApp(try await account.session().viewer)
        func pending(_ subject: String) async throws -> BrowserSecret {
            guard case .factorNeeded(let secret, _) = try await scene.enter(subject) else {
                throw TestAccount.Unexpected()
            }
            return secret
        }
        let stranger = try await pending("evil")
        #expect(try await account.finish(stranger, "000 000").isWrong)
        let (own, again) = (try await pending("s-1"), try await pending("s-2"))
        _ = await scene.test.deliverMail()
        scene.test.world.pass(.seconds(30))
        #expect(try await account.finish(own, app.code(at: scene.test.world.now())).session != nil)
        #expect(await scene.test.deliverMail().last?.text.contains("sign-in service of your organisation") == true)
        scene.test.world.pass(.seconds(30))
        #expect(try await account.finish(again, app.code(at: scene.test.world.now())).isOver)
        guard case .nobody = try await scene.enter("evil") else { throw TestAccount.Unexpected() }
        guard case .factorNeeded = try await scene.enter("s-1") else { throw TestAccount.Unexpected() }
    }
}
