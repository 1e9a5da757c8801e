import Actions
import Domain
import Records
import TestSupport
import Testing

@Suite struct SignInTests {
    private static let password = "grey pebble sings"

    private func place(_ address: String = "192.0.2.7") -> SignInPlace {
        SignInPlace(
            client: ClientTrace(address: address, userAgent: "Firefox/150"), limitKey: address, browser: "Firefox")
    }

    private func account(
        _ test: TestInstallation, email: String = "kim@firm.example", role: StaffRole = .administrator
    ) async throws -> ID<Person> {
        let new = try NewStaff(
            name: "Kim Keeper", email: email, role: role, password: Self.password,
            organisation: test.installation.organisation)
        guard case .added(let id) = try await test.installation.addStaff(new) else { throw Unexpected() }
        return id
    }

    private func signIn(
        _ test: TestInstallation, _ password: String = SignInTests.password, email: String = "kim@firm.example",
        from address: String = "192.0.2.7"
    ) async throws -> SignIn {
        try await test.installation.signIn(
            address: EmailAddress(reading: email), password: password, from: place(address))
    }

    private func session(_ signIn: SignIn) throws -> BrowserSecret {
        guard case .signedIn(let secret, _) = signIn else { throw Unexpected() }
        return secret
    }

    private struct Unexpected: Error {}

    @Test(
        "SE-02, SE-03: each sign-in is a new session, dead at once after signing out, after 30 idle minutes and 12 hours",
        arguments: Engine.all)
    func sessions(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let person = try await account(test)
        let one = try session(try await signIn(test))
        let two = try session(try await signIn(test))
        #expect(one != two)
        let viewer = try #require(try await test.installation.signedIn(one))
        #expect(viewer.person == person && viewer.name == "Kim Keeper" && viewer.rights.mayAdminister)
        try await test.installation.signOut(one)
        #expect(try await test.installation.signedIn(one) == nil)
        for _ in 0..<24 {
            test.world.pass(.minutes(29))
            #expect(try await test.installation.signedIn(two) != nil)
        }
        test.world.pass(.minutes(25))
        #expect(try await test.installation.signedIn(two) == nil)
        let three = try session(try await signIn(test))
        test.world.pass(.minutes(30))
        #expect(try await test.installation.signedIn(three) == nil)
    }

    @Test("SE-03, RL-11: a clock that is set back ends a session rather than letting it live on", arguments: Engine.all)
    func clockSetBack(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        let secret = try session(try await signIn(test))
        test.world.set(test.world.now() - .days(10))
        #expect(try await test.installation.signedIn(secret) == nil)
    }

    @Test("SE-08: of four sessions the oldest has ended, and one's own can be listed and ended", arguments: Engine.all)
    func mostSessions(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        var secrets: [BrowserSecret] = []
        for _ in 0..<4 {
            secrets.append(try session(try await signIn(test)))
            test.world.pass(.seconds(1))
        }
        #expect(try await test.installation.signedIn(secrets[0]) == nil)
        let viewer = try #require(try await test.installation.signedIn(secrets[3]))
        let own = try #require(try await test.installation.showOwnAccount(to: viewer))
        #expect(own.sessions.count == 3 && own.sessions.first?.id == viewer.session)
        try await test.installation.endSession(try #require(own.sessions.last).id, of: viewer)
        #expect(try await test.installation.signedIn(secrets[1]) == nil)
        let stranger = try await test.staff("Ola Other", email: "ola@firm.example")
        try await test.installation.endSession(try #require(viewer.session), of: stranger)
        #expect(try await test.installation.signedIn(secrets[3]) != nil)
    }

    @Test(
        "AU-02: after ten wrong passwords even the right one waits, the wait ends, and the owner is told",
        arguments: Engine.all)
    func limit(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        for _ in 0..<10 {
            guard case .wrong = try await signIn(test, "not the password") else { throw Unexpected() }
        }
        guard case .tooManyTries(let until) = try await signIn(test) else { throw Unexpected() }
        #expect(until == test.world.now() + .minutes(1))
        let mails = await test.deliverMail()
        #expect(mails.count == 1 && mails[0].text.contains("locked after too many wrong passwords"))
        test.world.pass(.minutes(1))
        guard case .wrong = try await signIn(test, "still not it") else { throw Unexpected() }
        guard case .tooManyTries(let later) = try await signIn(test) else { throw Unexpected() }
        #expect(later == test.world.now() + .minutes(2))
        test.world.pass(.minutes(2))
        _ = try session(try await signIn(test))
    }

    @Test("AU-02: strangers elsewhere cannot lock out whoever signed in from this place before", arguments: Engine.all)
    func wayOut(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        _ = try session(try await signIn(test))
        for try_ in 0..<10 { _ = try await signIn(test, "guess", from: "198.51.100.\(try_)") }
        guard case .tooManyTries = try await signIn(test, from: "198.51.100.99") else { throw Unexpected() }
        _ = try session(try await signIn(test))
    }

    @Test(
        "AU-02: one place that guesses at many accounts waits too, also where no such account exists",
        arguments: Engine.all)
    func placeLimit(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        for try_ in 0..<10 { _ = try await signIn(test, "guess", email: "nobody\(try_)@firm.example") }
        guard case .tooManyTries = try await signIn(test) else { throw Unexpected() }
        _ = try session(try await signIn(test, from: "192.0.2.8"))
    }

    @Test("AU-02: of many guesses at once no more are answered than one after the other", arguments: Engine.all)
    func parallelGuesses(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        let wrong = try await raceOfSixteen { runner -> Bool? in
            guard case .wrong = try await signIn(test, "guess \(runner)", from: "198.51.100.\(runner)") else {
                return nil
            }
            return true
        }
        #expect(wrong.count == 10)
    }

    @Test(
        "AU-03: a closed account, a new role and a new password end sessions; the last administrator stays",
        arguments: Engine.all)
    func accountChanges(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let person = try await account(test)
        let admin = try await test.staff("Ola Other", email: "ola@firm.example")
        let secret = try session(try await signIn(test))
        let demoted = try await test.installation.changeStaff(person, StaffChange(role: .investigator), by: admin)
        #expect(demoted == .changed)
        #expect(try await test.installation.signedIn(secret) == nil)
        let again = try session(try await signIn(test))
        let viewer = try #require(try await test.installation.signedIn(again))
        #expect(!viewer.rights.mayAdminister)
        #expect(try await test.installation.changeStaff(person, StaffChange(role: .owner), by: viewer) == .notAllowed)
        #expect(
            try await test.installation.changeStaff(admin.person, StaffChange(role: .staff), by: admin)
                == .lastAdministrator)
        #expect(try await test.installation.changeStaff(person, StaffChange(isDisabled: true), by: admin) == .changed)
        guard case .wrong = try await signIn(test) else { throw Unexpected() }
        #expect(try await test.installation.signedIn(again) == nil)
    }

    @Test(
        "AU-02, AU-03: changing the password asks for the old one, ends other sessions, and a letter tells of it",
        arguments: Engine.all)
    func changePassword(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        let other = try session(try await signIn(test))
        let mine = try session(try await signIn(test))
        let viewer = try #require(try await test.installation.signedIn(mine))
        let new = "quince tundra saffron"
        guard
            case .wrongCurrent = try await test.installation.changePassword(
                from: "not it", to: new, by: viewer, from: place())
        else { throw Unexpected() }
        await #expect(throws: Malformed.self) {
            _ = try await test.installation.changePassword(
                from: Self.password, to: "too short", by: viewer, from: place())
        }
        guard
            case .changed = try await test.installation.changePassword(
                from: Self.password, to: new, by: viewer, from: place())
        else { throw Unexpected() }
        #expect(try await test.installation.signedIn(mine) != nil)
        #expect(try await test.installation.signedIn(other) == nil)
        let mails = await test.deliverMail()
        #expect(mails.count == 1 && mails[0].text.contains("password of your account was changed"))
        #expect(mails.allSatisfy { !$0.text.contains(new) })
        guard case .wrong = try await signIn(test) else { throw Unexpected() }
        _ = try session(try await signIn(test, new))
    }
}
