import Actions
import Domain
import TestSupport
import Testing

@Suite struct WayBackTests {
    private static let password = "grey pebble sings"
    private static let other = "quince tundra saffron"

    private struct Unexpected: Error {}

    private func place(_ address: String = "192.0.2.7") -> SignInPlace {
        SignInPlace(client: ClientTrace(address: address, userAgent: ""), limitKey: address, browser: "Firefox")
    }

    private func account(_ test: TestInstallation) async throws -> ID<Person> {
        let new = try NewStaff(
            name: "Kim Keeper", email: "kim@firm.example", role: .administrator, password: Self.password,
            organisation: test.installation.organisation)
        guard case .added(let id) = try await test.installation.addStaff(new) else { throw Unexpected() }
        return id
    }

    private func signIn(
        _ test: TestInstallation, _ password: String = WayBackTests.password, from address: String = "192.0.2.7"
    ) async throws -> BrowserSecret? {
        let signIn = try await test.installation.signIn(
            address: EmailAddress(reading: "kim@firm.example"), password: password, from: place(address))
        guard case .signedIn(let secret, _) = signIn else { return nil }
        return secret
    }

    /// Locks the account from many places, and gives the secret that was mailed to its owner.
    private func lock(_ test: TestInstallation) async throws -> String {
        for number in 1...10 { _ = try await signIn(test, "a wrong password", from: "198.51.100.\(number)") }
        return try #require(await test.deliverMail().last?.accountSecret)
    }

    private func ask(_ test: TestInstallation, _ address: String = "kim@firm.example") async throws {
        try await test.installation.askForReset(of: EmailAddress(reading: address))
    }

    @Test(
        "AU-02, SE-02: a forgotten password is replaced by a mailed link, once; every session ends and the owner is told",
        arguments: Engine.all)
    func reset(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let id = try await account(test)
        let session = try #require(try await signIn(test))
        try await ask(test, "KIM@firm.example")
        let secret = try #require(await test.deliverMail().last?.accountSecret)
        #expect(try await test.installation.signedIn(session) != nil)
        await #expect(throws: Malformed.self) {
            try await test.installation.resetPassword(secret, to: "short", from: place())
        }
        #expect(try await test.installation.resetPassword(secret, to: Self.other, from: place()) == .changed(id))
        #expect(try await test.installation.signedIn(session) == nil)
        #expect(await test.deliverMail().last?.text.contains("The password of your account was changed.") == true)
        #expect(try await signIn(test) == nil)
        #expect(try await signIn(test, Self.other) != nil)
        #expect(try await test.installation.resetPassword(secret, to: Self.password, from: place()) == .over(.used))
    }

    @Test("AU-02: the link is over after an hour, and as soon as another one is asked for", arguments: Engine.all)
    func life(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        try await ask(test)
        let first = try #require(await test.deliverMail().last?.accountSecret)
        try await ask(test)
        let second = try #require(await test.deliverMail().last?.accountSecret)
        #expect(try await test.installation.resetPassword(first, to: Self.other, from: place()) == .over(.withdrawn))
        test.world.pass(.hours(1))
        #expect(try await test.installation.resetPassword(second, to: Self.other, from: place()) == .over(.expired))
        #expect(try await test.installation.resetPassword("guess", to: Self.other, from: place()) == .unknown)
    }

    @Test(
        "AU-02: nobody is mailed under an unknown address, a closed account, or one that was only invited",
        arguments: Engine.all)
    func nobody(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let id = try await account(test)
        let new = try NewStaff(
            name: "Ina Invited", email: "ina@firm.example", role: .staff, password: nil,
            organisation: test.installation.organisation)
        _ = try await test.installation.inviteStaff(new, by: viewer)
        _ = try await test.person("Ana", emails: ["ana@client.example"])
        _ = try await test.installation.changeStaff(id, StaffChange(isDisabled: true), by: viewer)
        await test.deliverMail()
        for address in ["nobody@firm.example", "kim@firm.example", "ina@firm.example", "ana@client.example"] {
            try await ask(test, address)
        }
        #expect(await test.deliverMail().isEmpty)
    }

    @Test("AU-02: three such mails go to an address in an hour, ten in a day", arguments: Engine.all)
    func mails(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        _ = try await account(test)
        for _ in 1...5 { try await ask(test) }
        #expect(await test.deliverMail().count == 3)
        var mailed: [Int] = []
        for _ in 1...4 {
            test.world.pass(.hours(1))
            for _ in 1...3 { try await ask(test) }
            mailed.append(await test.deliverMail().count)
        }
        #expect(mailed == [3, 3, 1, 0])
        test.world.pass(.days(1))
        try await ask(test)
        #expect(await test.deliverMail().count == 1)
    }

    @Test("AU-02: of sixteen who use one link at once one changes the password", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let id = try await account(test)
        try await ask(test)
        let secret = try #require(await test.deliverMail().last?.accountSecret)
        let changed = try await raceOfSixteen { runner -> String? in
            let password = "grey pebble sings \(runner)"
            let answer = try await test.installation.resetPassword(secret, to: password, from: place())
            return answer == .changed(id) ? password : nil
        }
        #expect(changed.count == 1)
        #expect(try await signIn(test, try #require(changed.first)) != nil)
    }

    @Test(
        "AU-02: whoever is locked out by strangers gets back in by the mail that told of it, once",
        arguments: Engine.all
    )
    func unlocks(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let id = try await account(test)
        let secret = try await lock(test)
        #expect(test.mails.mails.last?.text.contains("locked after too many wrong passwords") == true)
        #expect(try await signIn(test) == nil)
        #expect(try await test.installation.showAccountLink(secret, .unlocking)?.state == .live)
        #expect(try await signIn(test) == nil)
        #expect(try await test.installation.endLock(secret) == .ended(id))
        #expect(try await signIn(test) != nil)
        #expect(try await test.installation.endLock(secret) == .over(.used))
        #expect(try await test.installation.endLock("guess") == .unknown)
    }

    @Test("AU-02: another password by mail ends the lock, too", arguments: Engine.all)
    func resetUnlocks(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let id = try await account(test)
        let unlocking = try await lock(test)
        try await ask(test)
        let secret = try #require(await test.deliverMail().last?.accountSecret)
        #expect(try await test.installation.resetPassword(secret, to: Self.other, from: place()) == .changed(id))
        #expect(try await signIn(test, Self.other) != nil)
        #expect(try await test.installation.endLock(unlocking) == .over(.withdrawn))
    }

    @Test("AU-01, AU-02: an administrator sees a lock and lifts it; nobody else does", arguments: Engine.all)
    func lifts(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let id = try await account(test)
        let viewer = try await test.staff()
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        #expect(try await test.installation.liftLock(of: id, by: viewer) == .nothingToDo)
        _ = try await lock(test)
        #expect(try await test.installation.showPerson(id, to: viewer)?.lockedUntil != nil)
        #expect(try await test.installation.showPerson(id, to: manager)?.lockedUntil == nil)
        #expect(try await test.installation.liftLock(of: id, by: manager) == .notAllowed)
        #expect(try await test.installation.liftLock(of: id, by: viewer) == .lifted)
        #expect(try await signIn(test) != nil)
    }

    @Test(
        "SE-04, SE-08: an administrator lists a colleague's sessions and ends one or all of them", arguments: Engine.all
    )
    func sessions(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let id = try await account(test)
        let viewer = try await test.staff()
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        let one = try #require(try await signIn(test))
        test.world.pass(.seconds(1))
        let two = try #require(try await signIn(test, from: "192.0.2.8"))
        let listed = try #require(try await test.installation.showPerson(id, to: viewer)?.sessions)
        #expect(listed.map(\.client.address) == ["192.0.2.8", "192.0.2.7"])
        #expect(try await test.installation.showPerson(id, to: manager)?.sessions == [])
        #expect(try await test.installation.endSession(listed[1].id, of: id, by: manager) == .notAllowed)
        #expect(try await test.installation.endSession(viewer.session, of: id, by: viewer) == .ended)
        #expect(try await test.installation.endSession(listed[1].id, of: id, by: viewer) == .ended)
        #expect(try await test.installation.signedIn(one) == nil)
        #expect(try await test.installation.signedIn(two) != nil)
        #expect(try await test.installation.endSession(nil, of: id, by: viewer) == .ended)
        #expect(try await test.installation.signedIn(two) == nil)
    }
}
