import Actions
import Domain
import TestSupport
import Testing

@Suite struct OwnAddressTests {
    private func ask(
        _ test: TestInstallation, _ viewer: Viewer, _ address: String, _ place: AddressPlace = .primary
    ) async throws -> AskedForAddress {
        try await test.installation.askForAddress(
            EmailAddress(reading: address), as: place, by: viewer, from: TestAccount.place())
    }

    private func confirm(
        _ test: TestInstallation, _ viewer: Viewer, _ code: String
    ) async throws -> ConfirmedAddress {
        try await test.installation.confirmAddress(CodeEntry(reading: code), by: viewer, from: TestAccount.place())
    }

    /// The token of a file that was sent to this member of staff.
    private func sent(_ test: TestInstallation, to staff: ID<Person>) async throws -> String {
        let viewer = try await test.staff()
        let caseFile = try await test.caseFile(by: viewer, staff: [staff])
        let update = try await test.validated(in: caseFile, by: viewer, files: [("Evidence.pdf", [1, 2, 3])])
        let person = try #require(try await test.installation.showPerson(staff, to: viewer)).person
        _ = try await test.send(update, to: [person], by: viewer)
        return try #require(await test.deliverMail().first?.tokens.first)
    }

    private func addresses(_ test: TestInstallation, _ viewer: Viewer) async throws -> [String] {
        try await test.installation.showAddresses(to: viewer).addresses.map(\.spelling)
    }

    @Test(
        "AU-07: a new address counts once the code mailed there is entered; both are told, the other sessions end",
        arguments: Engine.all)
    func primary(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (elsewhere, _) = try await account.session()
        let (secret, viewer) = try await account.session()
        #expect(try await ask(test, viewer, "kim@firm.example") == .nothingToDo)
        #expect(try await ask(test, viewer, "kim.keeper@firm.example") == .mailed)
        let mail = try #require(await test.deliverMail().first)
        let code = try #require(mail.code)
        let asked = try #require(try await test.installation.showAddresses(to: viewer).asked)
        #expect(mail.to == "kim.keeper@firm.example" && mail.text.contains(asked.reference))
        #expect(try await addresses(test, viewer) == ["kim@firm.example"])
        try await test.installation.askForReset(of: EmailAddress(reading: "kim@firm.example"))
        let reset = try #require(await test.deliverMail().first?.accountSecret)
        #expect(try await confirm(test, viewer, other(than: code)) == .wrong(attemptsLeft: 4))
        #expect(try await confirm(test, viewer, code) == .confirmed(.primary))
        #expect(try await addresses(test, viewer) == ["kim.keeper@firm.example"])
        let told = await test.deliverMail()
        #expect(Set(told.map(\.to)) == ["kim@firm.example", "kim.keeper@firm.example"])
        #expect(told.allSatisfy { $0.text.contains("The e-mail address of your account was changed.") })
        #expect(try await test.installation.signedIn(secret) != nil)
        #expect(try await test.installation.signedIn(elsewhere) == nil)
        guard case .wrong = try await account.signIn() else { throw TestAccount.Unexpected() }
        #expect(
            try await test.installation.resetPassword(reset, to: "quince tundra saffron", from: TestAccount.place())
                == .over(.withdrawn))
        #expect(try await confirm(test, viewer, code) == .over)
    }

    @Test(
        "AU-07: what the former address had opened is shut, and its outstanding code opens nothing",
        arguments: Engine.all)
    func grants(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (_, viewer) = try await account.session()
        let token = try await sent(test, to: account.id)
        var browser = Browser(test)
        try await browser.enter(token, as: "kim@firm.example")
        #expect(try await browser.found(token) == "file")
        test.world.pass(.minutes(1))
        var late = Browser(test)
        let outstanding = try await late.code(token, as: "kim@firm.example")
        #expect(try await ask(test, viewer, "new@firm.example") == .mailed)
        let code = try #require(await test.deliverMail().compactMap(\.code).last)
        #expect(try await confirm(test, viewer, code) == .confirmed(.primary))
        #expect(try await browser.found(token) == "locked")
        #expect(try await late.answer(token, outstanding).word != "verified")
        #expect(try await late.found(token) == "locked")
    }

    @Test(
        "AU-07: another address of one's own is verified by a code as well, and can be removed", arguments: Engine.all)
    func alias(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (secret, viewer) = try await account.session()
        #expect(try await ask(test, viewer, "kim@home.example", .alias) == .mailed)
        let first = try #require(await test.deliverMail().first?.code)
        #expect(try await ask(test, viewer, "kim@sea.example", .alias) == .mailed)
        let second = try #require(await test.deliverMail().first?.code)
        #expect(try await confirm(test, viewer, first) == .wrong(attemptsLeft: 4), "A later one took its place.")
        #expect(try await confirm(test, viewer, second) == .confirmed(.alias))
        #expect(try await addresses(test, viewer) == ["kim@firm.example", "kim@sea.example"])
        #expect(await test.deliverMail().map(\.to) == ["kim@firm.example"])
        #expect(try await test.installation.signedIn(secret) != nil)
        let sea = try EmailAddress(reading: "kim@sea.example")
        #expect(try await test.installation.removeAlias(EmailAddress(reading: "kim@firm.example"), by: viewer) == false)
        #expect(try await test.installation.removeAlias(sea, by: viewer))
        #expect(try await test.installation.removeAlias(sea, by: viewer) == false)
        #expect(try await addresses(test, viewer) == ["kim@firm.example"])
    }

    @Test(
        "AU-07: five wrong codes, ten minutes or a change of mind end it; so does somebody else's account",
        arguments: Engine.all)
    func ends(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (_, viewer) = try await account.session()
        _ = try await ask(test, viewer, "a@firm.example")
        let first = try #require(await test.deliverMail().first?.code)
        for left in [4, 3, 2, 1, 0] {
            #expect(try await confirm(test, viewer, other(than: first)) == .wrong(attemptsLeft: Int64(left)))
        }
        #expect(try await confirm(test, viewer, first) == .over)
        _ = try await ask(test, viewer, "b@firm.example")
        let second = try #require(await test.deliverMail().first?.code)
        try await test.installation.withdrawAddress(by: viewer)
        #expect(try await confirm(test, viewer, second) == .over)
        _ = try await ask(test, viewer, "c@firm.example")
        let third = try #require(await test.deliverMail().first?.code)
        _ = try await test.staff("Cy", email: "c@firm.example")
        #expect(try await confirm(test, viewer, third) == .addressTaken)
        #expect(try await ask(test, viewer, "c@firm.example") == .addressTaken)
        _ = try await ask(test, viewer, "d@firm.example")
        #expect(try await ask(test, viewer, "e@firm.example") == .mailed)
        #expect(try await ask(test, viewer, "f@firm.example") == .tooMany(until: test.world.now() + .hours(1)))
        let last = try #require(await test.deliverMail().last?.code)
        test.world.pass(.minutes(10))
        #expect(try await confirm(test, viewer, last) == .over)
        await #expect(throws: ProofNeeded.self) { try await ask(test, viewer, "g@firm.example") }
        #expect(try await addresses(test, viewer) == ["kim@firm.example"])
    }

    @Test("AU-07: of sixteen who enter one code at once one changes the address", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let account = try await TestAccount(test)
        let (_, viewer) = try await account.session()
        _ = try await ask(test, viewer, "new@firm.example")
        let code = try #require(await test.deliverMail().first?.code)
        let confirmed = try await raceOfSixteen { _ -> Bool? in
            try await confirm(test, viewer, code) == .confirmed(.primary) ? true : nil
        }
        #expect(confirmed.count == 1)
        #expect(try await addresses(test, viewer) == ["new@firm.example"])
    }
}
