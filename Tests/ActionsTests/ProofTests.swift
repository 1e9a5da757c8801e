import Actions
import Domain
import TestSupport
import Testing

@Suite struct ProofTests {
    private func proven(_ proven: Proven) -> BrowserSecret? {
        if case .proven(let secret) = proven { secret } else { nil }
    }

    @Test(
        "SE-06, SE-02: ten minutes after the password a dangerous act needs it again; the session's old cookie is dead then",
        arguments: Engine.all)
    func needed(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let colleague = try await test.staff("Ola Other", email: "ola@firm.example")
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        let installation = test.installation
        let change = { @Sendable (role: StaffRole) in
            try await installation.changeStaff(colleague.person, StaffChange(role: role), by: viewer)
        }
        test.world.pass(.seconds(599))
        #expect(try await change(.manager) == .changed)
        test.world.pass(.seconds(1))
        await #expect(throws: ProofNeeded.self) { try await change(.auditor) }
        #expect(try await installation.showPerson(colleague.person, to: viewer)?.account?.role == .manager)
        #expect(try await change(.manager) == .nothingToDo)
        let wrong = try await installation.prove(
            password: "not the password", nil, by: viewer, secret, from: TestAccount.place())
        #expect(proven(wrong) == nil)
        await #expect(throws: ProofNeeded.self) { try await change(.auditor) }
        let fresh = try #require(
            proven(
                try await installation.prove(
                    password: TestAccount.password, nil, by: viewer, secret, from: TestAccount.place())))
        #expect(try await installation.signedIn(secret) == nil)
        #expect(try await installation.signedIn(fresh)?.session == viewer.session)
        #expect(try await change(.auditor) == .changed)
        await #expect(throws: ViewerGone.self) {
            try await installation.prove(
                password: TestAccount.password, nil, by: viewer, secret, from: TestAccount.place())
        }
    }

    @Test("SE-06: what each needs proof of, and what a program with a token does without", arguments: Engine.all)
    func acts(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let colleague = try await test.staff("Ola Other", email: "ola@firm.example")
        let account = try await TestAccount(test)
        let (_, viewer) = try await account.session()
        let installation = test.installation
        let new = try NewStaff(
            name: "Ina", email: "ina@firm.example", role: .staff, password: nil, organisation: installation.organisation
        )
        let address = try EmailAddress(reading: "kim@firm.example")
        _ = try await installation.issueToken(for: address, name: "Old one", lifetime: .standard)
        let old = try #require(try await installation.listTokens(of: address)?.first?.token.id)
        test.world.pass(.minutes(10))
        let acts: [@Sendable (Viewer) async throws -> Void] = [
            { _ = try await installation.inviteStaff(new, by: $0) },
            { _ = try await installation.addStaff(new, by: $0) },
            { _ = try await installation.changeStaff(colleague.person, StaffChange(isDisabled: true), by: $0) },
            {
                _ = try await installation.changePerson(
                    colleague.person, PersonChange(email: "ola.other@firm.example"), by: $0)
            },
            { _ = try await installation.endFactor(of: colleague.person, by: $0) },
            { _ = try await installation.beginFactor(by: $0) },
            { _ = try await installation.revokeToken(old, by: $0) },
            { _ = try await installation.closeAccount(of: colleague.person, true, by: $0) },
            { _ = try await installation.endFactor(by: $0, from: TestAccount.place()) },
            { _ = try await installation.changeMailPolicy(to: .convenience, version: 0, by: $0) },
        ]
        for act in acts { await #expect(throws: ProofNeeded.self) { try await act(viewer) } }
        let renamed = try await installation.changePerson(colleague.person, PersonChange(name: "Ola O."), by: viewer)
        #expect(renamed == .kept(colleague.person, sharing: []))
        #expect(try await installation.endSession(nil, of: colleague.person, by: viewer) == .ended)
        guard
            case .issued(let token) = try await installation.issueToken(
                for: address, name: "Program", lifetime: .standard),
            let program = try await installation.bearer(token)?.viewer
        else { throw TestAccount.Unexpected() }
        #expect(
            try await installation.changeStaff(colleague.person, StaffChange(role: .staff), by: program) == .changed)
        #expect(try await installation.revokeToken(old, by: program) == .revoked(of: account.id))
    }

    @Test(
        "SE-06, AU-02: who has an app proves with it, too; a code counts once, and wrong ones are limited",
        arguments: Engine.all)
    func withApp(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        let (app, codes) = try await account.setUpApp(viewer)
        test.world.pass(.minutes(11))
        let prove = { @Sendable (entry: FactorEntry?) in
            try await test.installation.prove(
                password: TestAccount.password, entry, by: viewer, secret, from: TestAccount.place())
        }
        #expect(proven(try await prove(nil)) == nil)
        let code = try app.code(at: test.world.now())
        #expect(proven(try await prove(.timed(code == "000000" ? "000001" : "000000"))) == nil)
        let fresh = try #require(proven(try await prove(.timed(code))))
        let again = try await test.installation.prove(
            password: TestAccount.password, .timed(code), by: viewer, fresh, from: TestAccount.place())
        #expect(proven(again) == nil)
        let last = try await test.installation.prove(
            password: TestAccount.password, FactorEntry(reading: codes[0]), by: viewer, fresh,
            from: TestAccount.place())
        #expect(proven(last) != nil)
    }

    @Test("AU-02: wrong passwords are limited as those of signing in are", arguments: Engine.all)
    func limited(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        for _ in 1...10 {
            _ = try await test.installation.prove(
                password: "a guess", nil, by: viewer, secret, from: TestAccount.place())
        }
        guard
            case .tooManyTries = try await test.installation.prove(
                password: TestAccount.password, nil, by: viewer, secret, from: TestAccount.place())
        else { throw TestAccount.Unexpected() }
    }

    @Test("SE-02: of sixteen proofs at once with one cookie one gives the session a new one", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        let fresh = try await raceOfSixteen { _ -> BrowserSecret? in
            do {
                return proven(
                    try await test.installation.prove(
                        password: TestAccount.password, nil, by: viewer, secret, from: TestAccount.place()))
            } catch is ViewerGone {
                return nil
            }
        }
        #expect(fresh.count == 1)
        #expect(try await test.installation.signedIn(try #require(fresh.first)) != nil)
    }
}
