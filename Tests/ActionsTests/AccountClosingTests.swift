import Actions
import Domain
import TestSupport
import Testing

@Suite struct AccountClosingTests {
    @Test(
        "AU-03: closing an account ends its sessions, tokens and mailed links for good, and tells its owner; drafts stay",
        arguments: Engine.all)
    func ends(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let installation = test.installation
        let chief = try await test.staff("Ola Other", email: "ola@firm.example")
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        let caseFile = try await test.caseFile(by: viewer)
        let draft = try await test.draft(in: caseFile, by: viewer)
        let issued = try await installation.issueToken(
            for: EmailAddress(reading: account.email), name: "Case system", lifetime: .standard)
        guard case .issued(let token) = issued else { throw TestAccount.Unexpected() }
        try await installation.askForReset(of: EmailAddress(reading: account.email))
        let link = try #require(await test.deliverMail().last?.accountSecret)

        #expect(try await installation.closeAccount(of: account.id, true, by: chief) == .done)
        #expect(try await installation.closeAccount(of: account.id, true, by: chief) == .nothingToDo)
        #expect(try await installation.signedIn(secret) == nil)
        #expect(try await installation.bearer(token) == nil)
        guard case .wrong = try await account.signIn() else { throw TestAccount.Unexpected() }
        #expect(await test.deliverMail().last?.text.contains("Your account was closed.") == true)

        #expect(try await installation.closeAccount(of: account.id, false, by: chief) == .done)
        #expect(await test.deliverMail().last?.text.contains("Your account was opened again.") == true)
        #expect(try await installation.signedIn(secret) == nil)
        #expect(try await installation.bearer(token) == nil)
        #expect(try await installation.showAccountLink(link, .passwordReset)?.state == .withdrawn)
        let (_, later) = try await account.session()
        #expect(try await installation.showUpdate(draft.id, to: later)?.shown.update.id == draft.id)
    }

    @Test("AU-03: nobody closes their own account, and nobody but administrators that of others", arguments: Engine.all)
    func refused(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let chief = try await test.staff()
        let manager = try await test.staff("Mia", email: "mia@firm.example", role: .manager)
        let contact = try await test.person("Ana", emails: ["ana@client.example"])
        let close: (ID<Person>, Bool, Viewer) async throws -> ClosedAccount = { id, isClosed, viewer in
            try await test.installation.closeAccount(of: id, isClosed, by: viewer)
        }
        #expect(try await close(chief.person, true, chief) == .oneself)
        #expect(try await close(chief.person, true, manager) == .notAllowed)
        #expect(try await close(manager.person, true, manager) == .notAllowed)
        #expect(try await close(contact.id, true, chief) == .unknown)
        test.world.pass(.minutes(11))
        await #expect(throws: ProofNeeded.self) { try await close(manager.person, true, chief) }
        #expect(try await test.installation.showPerson(manager.person, to: chief)?.account?.disabledAt == nil)
    }

    @Test("AU-03: of administrators who close each other's accounts at once one stays", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (one, other) = (try await test.staff(), try await test.staff("Ola", email: "ola@firm.example"))
        let closed = try await raceOfSixteen { runner -> Bool? in
            let (viewer, victim) = runner % 2 == 0 ? (one, other) : (other, one)
            do {
                return try await test.installation.closeAccount(of: victim.person, true, by: viewer) == .done
                    ? true : nil
            } catch is ViewerGone {
                return nil
            }
        }
        #expect(closed.count == 1)
    }
}
