import Actions
import Domain
import TestSupport
import Testing

@Suite struct InvitationTests {
    private static let password = "grey pebble sings"

    private struct Unexpected: Error {}

    private func new(_ test: TestInstallation, email: String = "kim@firm.example") throws -> NewStaff {
        try NewStaff(
            name: "Kim Keeper", email: email, role: .manager, password: nil,
            organisation: test.installation.organisation)
    }

    /// Somebody invited, and the secret that was mailed to them.
    private func invited(_ test: TestInstallation, by viewer: Viewer) async throws -> (ID<Person>, String) {
        guard case .invited(let id) = try await test.installation.inviteStaff(new(test), by: viewer) else {
            throw Unexpected()
        }
        return (id, try #require(await test.deliverMail().last?.accountSecret))
    }

    private func accept(
        _ test: TestInstallation, _ secret: String, name: String = "Kim Keeper",
        _ password: String = InvitationTests.password
    ) async throws -> AcceptedInvitation {
        try await test.installation.acceptInvitation(secret, name: name, password: password)
    }

    private func canSignIn(_ test: TestInstallation, _ password: String = InvitationTests.password) async throws -> Bool
    {
        let place = SignInPlace(
            client: ClientTrace(address: "192.0.2.7", userAgent: ""), limitKey: "192.0.2.7", browser: "Firefox")
        let signIn = try await test.installation.signIn(
            address: EmailAddress(reading: "kim@firm.example"), password: password, from: place)
        if case .signedIn = signIn { return true }
        return false
    }

    @Test(
        "AU-02: an invitation is mailed, opens nothing by being looked at, and gives the account its password once",
        arguments: Engine.all)
    func accepts(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let (id, secret) = try await invited(test, by: viewer)
        let mail = try #require(test.mails.mails.last)
        #expect(mail.to == "kim@firm.example" && !mail.text.contains("Kim"))
        #expect(mail.text.contains("Monday 30 November 2026, 12:00 UTC"))
        for _ in 1...3 {
            let shown = try #require(try await test.installation.showAccountLink(secret, .invitation))
            #expect(shown.state == .live && shown.person.id == id)
        }
        #expect(try await test.installation.showAccountLink(secret, .passwordReset) == nil)
        #expect(try await !canSignIn(test))
        await #expect(throws: Malformed.self) { try await accept(test, secret, "too short") }
        await #expect(throws: Malformed.self) { try await accept(test, secret, name: " ") }
        #expect(try await accept(test, secret, name: "Kim K. Keeper") == .accepted(id))
        #expect(try await canSignIn(test))
        #expect(try await accept(test, secret, "another pebble hums") == .over(.used))
        let shown = try #require(try await test.installation.showPerson(id, to: viewer))
        #expect(shown.person.name == "Kim K. Keeper" && shown.account?.role == .manager)
        #expect(shown.invitation?.state(now: test.world.now()) == .used)
        #expect(try await test.installation.inviteAgain(id, by: viewer) == .notNeeded)
    }

    @Test("AU-02: it is over after seven days, when it is sent again, and when it is withdrawn", arguments: Engine.all)
    func ends(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let (id, first) = try await invited(test, by: viewer)
        #expect(try await test.installation.inviteAgain(id, by: viewer) == .invited(id))
        let second = try #require(await test.deliverMail().last?.accountSecret)
        #expect(try await accept(test, first) == .over(.withdrawn))
        test.world.pass(.days(7))
        #expect(try await accept(test, second) == .over(.expired))
        let later = try await test.again(viewer)
        #expect(try await test.installation.withdrawInvitation(of: id, by: later) == .nothingToDo)
        #expect(try await test.installation.inviteAgain(id, by: later) == .invited(id))
        let third = try #require(await test.deliverMail().last?.accountSecret)
        #expect(try await test.installation.withdrawInvitation(of: id, by: later) == .withdrawn)
        #expect(try await test.installation.withdrawInvitation(of: id, by: later) == .nothingToDo)
        #expect(try await accept(test, third) == .over(.withdrawn))
        #expect(try await accept(test, String(third.reversed())) == .unknown)
        #expect(try await !canSignIn(test))
    }

    @Test(
        "AU-01, AU-03: administrators alone invite, and an invitation into a closed account opens nothing",
        arguments: Engine.all)
    func rights(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let (id, secret) = try await invited(test, by: viewer)
        #expect(try await test.installation.inviteStaff(new(test), by: viewer) == .addressTaken)
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        let other = try new(test, email: "new@firm.example")
        #expect(try await test.installation.inviteStaff(other, by: manager) == .notAllowed)
        #expect(try await test.installation.inviteAgain(id, by: manager) == .notAllowed)
        #expect(try await test.installation.withdrawInvitation(of: id, by: manager) == .notAllowed)
        _ = try await test.installation.changeStaff(id, StaffChange(isDisabled: true), by: viewer)
        #expect(try await accept(test, secret) == .over(.withdrawn))
        #expect(try await test.installation.inviteAgain(id, by: viewer) == .notNeeded)
        let contact = try await test.person("Ana", emails: ["ana@client.example"])
        #expect(try await test.installation.inviteAgain(contact.id, by: viewer) == .unknown)
    }

    @Test("AU-02: of sixteen who accept one invitation at once one does", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (id, secret) = try await invited(test, by: try await test.staff())
        let accepted = try await raceOfSixteen { runner -> String? in
            let password = "grey pebble sings \(runner)"
            return try await accept(test, secret, password) == .accepted(id) ? password : nil
        }
        #expect(accepted.count == 1)
        #expect(try await canSignIn(test, try #require(accepted.first)))
    }
}
