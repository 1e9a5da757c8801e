import Actions
import Domain
import TestSupport
import Testing

@Suite struct FirstAdministratorTests {
    private func new(_ test: TestInstallation, email: String = "kim@firm.example") throws -> NewStaff {
        try NewStaff(
            name: "Kim Keeper", email: email, role: .staff, password: "grey pebble sings",
            organisation: test.installation.organisation)
    }

    @Test(
        "OP-04: there is no account as delivered; the console's token makes one administrator, once",
        arguments: Engine.all)
    func once(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let installation = test.installation
        #expect(try await installation.awaitsFirstAdministrator())
        let token = try #require(try await installation.issueSetupToken())
        let other = try await TestInstallation(engine)
        let forged = try #require(try await other.installation.issueSetupToken())
        for wrong in ["", "guess", forged] {
            #expect(try await installation.makeFirstAdministrator(new(test), token: wrong) == .wrongToken)
        }
        guard case .made(let person) = try await installation.makeFirstAdministrator(new(test), token: token) else {
            Issue.record("The token should make an administrator.")
            return
        }
        let viewer = try await test.staff("Ola Other", email: "ola@firm.example")
        #expect(try await installation.showPerson(person, to: viewer)?.account?.role == .administrator)
        #expect(try await !installation.awaitsFirstAdministrator())
        #expect(try await installation.issueSetupToken() == nil)
        let again = try await installation.makeFirstAdministrator(new(test, email: "eve@firm.example"), token: token)
        #expect(again == .closed)
    }

    @Test("OP-04: a token is over after an hour and when a later one is issued", arguments: Engine.all)
    func tokenLife(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let installation = test.installation
        let first = try #require(try await installation.issueSetupToken())
        let second = try #require(try await installation.issueSetupToken())
        #expect(try await installation.makeFirstAdministrator(new(test), token: first) == .wrongToken)
        test.world.pass(.hours(1))
        #expect(try await installation.makeFirstAdministrator(new(test), token: second) == .wrongToken)
        let third = try #require(try await installation.issueSetupToken())
        test.world.pass(.minutes(59))
        guard case .made = try await installation.makeFirstAdministrator(new(test), token: third) else {
            Issue.record("A token of 59 minutes should do.")
            return
        }
    }

    @Test("OP-04: sixteen at once with one token make one administrator", arguments: Engine.all)
    func race(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let token = try #require(try await test.installation.issueSetupToken())
        let made = try await raceOfSixteen { runner -> ID<Person>? in
            let new = try new(test, email: "kim\(runner)@firm.example")
            guard case .made(let id) = try await test.installation.makeFirstAdministrator(new, token: token) else {
                return nil
            }
            return id
        }
        #expect(made.count == 1)
    }

    @Test(
        "OP-04: the command line adds an administrator before the first start, and only one account per address",
        arguments: Engine.all)
    func commandLine(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        guard case .added = try await test.installation.addStaff(new(test)) else {
            Issue.record("The account should be added.")
            return
        }
        #expect(try await test.installation.addStaff(new(test, email: "KIM@firm.example")) == .addressTaken)
        #expect(try await test.installation.issueSetupToken() == nil)
        let investigator = try await test.staff("Ivo", email: "ivo@firm.example", role: .investigator)
        #expect(
            try await test.installation.addStaff(new(test, email: "new@firm.example"), by: investigator)
                == .notAllowed)
    }
}
