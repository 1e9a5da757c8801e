import Actions
import Domain
import Mail
import TestSupport
import Testing

/// An administrator, a clerk who may not change accounts, and a colleague who is to sign in with another address.
struct AwaitedDesk: Sendable {
    let test: TestInstallation
    let chief: Viewer
    let clerk: Viewer
    let account: TestAccount

    var id: ID<Person> { account.id }

    init(_ engine: Engine) async throws {
        test = try await TestInstallation(engine)
        chief = try await test.staff()
        clerk = try await test.staff("Cleo", email: "cleo@firm.example", role: .manager)
        account = try await TestAccount(test, role: .investigator)
    }

    func ask(_ change: PersonChange) async throws -> KeptPerson {
        try await test.installation.changePerson(id, change, by: chief)
    }

    /// Asks for an address; the secret of the link that was mailed there.
    func asked(
        _ address: String, for person: ID<Person>? = nil, by viewer: Viewer? = nil
    ) async throws -> String {
        let change = try PersonChange(email: address)
        let kept = try await test.installation.changePerson(person ?? id, change, by: viewer ?? chief)
        #expect(kept == .awaiting(person ?? id))
        return try #require(await test.deliverMail().at(address)?.accountSecret)
    }

    func mailed(_ secret: String, _ browser: BrowserSecret) async throws -> AwaitedAddressCodeMail {
        try await test.installation.mailAwaitedAddressCode(
            to: .link(secret, browser: browser), from: TestAccount.place())
    }

    /// A code for this browser.
    func code(_ secret: String, _ browser: BrowserSecret) async throws -> String {
        #expect(try await mailed(secret, browser) == .mailed)
        return try #require(await test.deliverMail().last { $0.text.contains("This code confirms") }?.code)
    }

    func confirm(_ secret: String, _ code: String, _ browser: BrowserSecret) async throws -> ConfirmedAwaitedAddress {
        try await test.installation.confirmAwaitedAddress(
            CodeEntry(reading: code), by: .link(secret, browser: browser), from: TestAccount.place())
    }

    func address(of person: ID<Person>? = nil) async throws -> String? {
        try await test.installation.showPerson(person ?? id, to: chief)?.person.primaryAddress?.spelling
    }

    /// The administrator in a fresh session.
    func again() async throws -> Viewer { try await test.again(chief) }
}

extension [OutgoingMail] {
    func at(_ address: String) -> OutgoingMail? { last { $0.to == address } }
}
