import Domain
import TestSupport
import Testing

@testable import Actions

@Suite struct ProviderSignInTests {
    /// An installation with a sign-in service that is never asked: what it says is made up by the test.
    private func test(
        _ engine: Engine, takesPasswords: Bool = true
    ) async throws -> (TestInstallation, Installation, IdentityProvider) {
        let test = try await TestInstallation(engine)
        let service = try IdentityProvider.test(test.world, takesPasswords: takesPasswords)
        var installation = test.installation
        installation.identityProvider = service
        return (test, installation, service)
    }

    private func identity(_ subject: String = "s-1", _ address: String? = "kim@firm.example", provenAt: Moment? = nil)
        throws -> ProviderIdentity
    {
        ProviderIdentity(
            issuer: IdentityProvider.testIssuer, subject: subject,
            address: try address.map { try EmailAddress(reading: $0) },
            provenAt: provenAt)
    }

    private func person(_ finished: FinishedVisit) -> ID<Person>? {
        if case .signedIn(_, let person, _) = finished { person } else { nil }
    }

    @Test(
        "SE-09: a verified address links a subject once; then the subject decides, and no other takes its place",
        arguments: Engine.all)
    func links(_ engine: Engine) async throws {
        let (test, installation, service) = try await test(engine)
        let account = try await TestAccount(test)
        let enter = { (identity: ProviderIdentity) in
            try await installation.enter(as: identity, keeping: "next=/cases", service, from: TestAccount.place())
        }
        #expect(person(try await enter(identity("s-0", nil))) == nil)
        guard case .signedIn(let secret, account.id, "next=/cases") = try await enter(identity()) else {
            throw TestAccount.Unexpected()
        }
        #expect(await test.deliverMail().last?.text.contains("sign-in service of your organisation") == true)
        let viewer = try #require(try await installation.signedIn(secret))
        #expect(try await installation.showOwnAccount(to: viewer)?.sessions.first?.way == .provider)
        #expect(person(try await enter(identity("s-1", "other@firm.example"))) == account.id)
        #expect(person(try await enter(identity("s-1", nil))) == account.id)
        #expect(person(try await enter(identity("s-2"))) == nil)
        #expect(await test.deliverMail().isEmpty)
        let chief = try await test.staff("Ola Other", email: "ola@firm.example")
        #expect(try await installation.showPerson(account.id, to: chief)?.provider?.subject == "s-1")
        _ = try await installation.closeAccount(of: account.id, true, by: chief)
        #expect(person(try await enter(identity())) == nil)
        _ = try await installation.closeAccount(of: account.id, false, by: chief)
        #expect(person(try await enter(identity())) == account.id)
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        #expect(try await installation.unlinkProvider(of: account.id, by: manager) == .notAllowed)
        #expect(try await installation.unlinkProvider(of: account.id, by: chief) == .unlinked)
        #expect(try await installation.unlinkProvider(of: account.id, by: chief) == .nothingToDo)
        #expect(try await installation.signedIn(secret) == nil)
        #expect(person(try await enter(identity("s-2"))) == account.id)
    }

    @Test("SE-09: of sixteen subjects with one verified address at once one is linked", arguments: Engine.all)
    func linkRace(_ engine: Engine) async throws {
        let (test, installation, service) = try await test(engine)
        let account = try await TestAccount(test)
        let linked = try await raceOfSixteen { runner -> ID<Person>? in
            person(
                try await installation.enter(
                    as: identity("s-\(runner)"), keeping: "", service, from: TestAccount.place()))
        }
        #expect(linked == [account.id])
    }

    @Test(
        "SE-09: a browser comes back once, within ten minutes, with the cookie that it set out with",
        arguments: Engine.all)
    func visits(_ engine: Engine) async throws {
        let (test, installation, _) = try await test(engine)
        #expect(try await test.installation.visitProvider(keeping: "") == nil)
        let secret = try #require(try await installation.visitProvider(keeping: "next=/cases"))
        #expect(try await installation.endVisit(installation.newBrowserSecret()) == nil)
        let ended = try await raceOfSixteen { _ in try await installation.endVisit(secret)?.kept }
        #expect(ended == ["next=/cases"])
        let late = try #require(try await installation.visitProvider(keeping: ""))
        test.world.pass(.minutes(10))
        #expect(try await installation.endVisit(late) == nil)
        guard case .over = try await installation.providerWay(late) else { throw TestAccount.Unexpected() }
        let fresh = try #require(try await installation.visitProvider(keeping: ""))
        let answer = ProviderAnswer(code: "c", state: String(repeating: "A", count: 43), issuer: nil)
        guard
            case .over = try await installation.finishVisit(fresh, answer, session: nil, from: TestAccount.place())
        else { throw TestAccount.Unexpected() }
        #expect(try await installation.endVisit(fresh) != nil)
        test.world.pass(.hours(2))
        _ = try await installation.sweep()
        #expect(try await installation.endVisit(fresh) == nil)
    }

    @Test(
        "SE-09, AU-02: our second factor is asked for after the service, unless it stands for it", arguments: Engine.all
    )
    func factor(_ engine: Engine) async throws {
        let (test, installation, service) = try await test(engine)
        let account = try await TestAccount(test)
        let (app, _) = try await account.setUpApp(try await account.session().viewer)
        test.world.pass(.seconds(30))
        let entered = try await installation.enter(
            as: identity(), keeping: "", service, from: TestAccount.place())
        guard case .factorNeeded(let pending, _) = entered else { throw TestAccount.Unexpected() }
        #expect(try await installation.signedIn(pending) == nil)
        let finished = try await account.finish(pending, app.code(at: test.world.now()))
        let session = try #require(finished.session)
        let viewer = try #require(try await installation.signedIn(session))
        let sessions = try await installation.showOwnAccount(to: viewer)?.sessions
        #expect(sessions?.first { $0.id == viewer.session }?.way == .provider)
        let trusted = try IdentityProvider.test(test.world, isSecondFactor: true)
        #expect(
            person(
                try await installation.enter(as: identity(), keeping: "", trusted, from: TestAccount.place()))
                == account.id)
    }

    @Test(
        "SE-09, SE-06: who signs in at the service proves there anew who they are; another's, an old or no proof is none",
        arguments: Engine.all)
    func proof(_ engine: Engine) async throws {
        let (test, installation, service) = try await test(engine)
        let account = try await TestAccount(test)
        let colleague = try await test.staff("Ola Other", email: "ola@firm.example")
        let signedIn = try await installation.enter(as: identity(), keeping: "", service, from: TestAccount.place())
        guard case .signedIn(let cookie, _, _) = signedIn else { throw TestAccount.Unexpected() }
        let viewer = try #require(try await installation.signedIn(cookie))
        #expect(try await installation.proofWays(viewer).provider == "Harbour Sign-in")
        #expect(try await installation.proofWays(colleague).provider == nil)
        test.world.pass(.minutes(11))
        let close = { try await installation.closeAccount(of: colleague.person, true, by: viewer) }
        await #expect(throws: ProofNeeded.self) { try await close() }
        func visit() async throws -> ProviderVisit {
            let begun = try await installation.visitProvider(
                toProve: viewer, nil, keeping: "next=/people", from: TestAccount.place())
            guard case .begun(let secret) = begun else { throw TestAccount.Unexpected() }
            return try #require(try await installation.endVisit(secret))
        }
        let now = test.world.now()
        let refused = [
            try identity("s-9", provenAt: now), try identity(provenAt: now - .minutes(2)), try identity(),
        ]
        for identity in refused {
            guard case .notProven = try await installation.prove(as: identity, visit(), cookie) else {
                throw TestAccount.Unexpected()
            }
        }
        guard case .over = try await installation.prove(as: identity(provenAt: now), visit(), nil) else {
            throw TestAccount.Unexpected()
        }
        await #expect(throws: ProofNeeded.self) { try await close() }
        let proven = try await installation.prove(as: identity(provenAt: now), visit(), cookie)
        guard case .proven(let fresh, "next=/people") = proven else { throw TestAccount.Unexpected() }
        #expect(try await installation.signedIn(cookie) == nil)
        #expect(try await installation.signedIn(fresh)?.session == viewer.session)
        #expect(try await close() == .done)
        guard
            case .notLinked = try await installation.visitProvider(
                toProve: test.again(try await test.staff("Mia", email: "mia@firm.example")), nil, keeping: "",
                from: TestAccount.place())
        else { throw TestAccount.Unexpected() }
    }

    @Test("SE-09: where passwords are off the right one opens nothing", arguments: Engine.all)
    func passwordsOff(_ engine: Engine) async throws {
        let (test, installation, _) = try await test(engine, takesPasswords: false)
        let account = try await TestAccount(test)
        let address = try EmailAddress(reading: account.email)
        guard
            case .wrong = try await installation.signIn(
                address: address, password: TestAccount.password, from: TestAccount.place())
        else { throw TestAccount.Unexpected() }
        let (secret, viewer) = try await account.session()
        guard
            case .wrong = try await installation.prove(
                password: TestAccount.password, nil, by: viewer, secret, from: TestAccount.place())
        else { throw TestAccount.Unexpected() }
        #expect(try await !installation.proofWays(viewer).hasPassword)
        guard
            case .wrongCurrent = try await installation.changePassword(
                from: TestAccount.password, to: "another pebble hums", by: viewer, from: TestAccount.place())
        else { throw TestAccount.Unexpected() }
    }
}
