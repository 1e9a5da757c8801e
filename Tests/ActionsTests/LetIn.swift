import Actions
import Domain
import Mail
import TestSupport
import Testing

/// Two recipients of one send of two files, the first verified in a browser of hers.
struct LetIn: Sendable {
    let test: TestInstallation
    let viewer: Viewer
    let update: CaseUpdate
    let send: ID<Send>
    let (ana, bob): (Person, Person)
    let (tokens, bobTokens): ([String], [String])
    var browser: Browser

    static let dora = "dora@counsel.example"

    init(_ engine: Engine, verification: Bool = true, lifetime: LinkLifetime = .standard) async throws {
        test = try await TestInstallation(engine)
        viewer = try await test.staff()
        ana = try await test.person("Ana Client", emails: ["ana@client.example", "ana@home.example"])
        bob = try await test.person("Bob Other", emails: ["bob@client.example"])
        let caseFile = try await test.caseFile(by: viewer, clients: [ana, bob])
        update = try await test.validated(
            in: caseFile, by: viewer, files: [("one.pdf", [1, 2, 3]), ("two.pdf", [4, 5])])
        send = try await test.send(
            update, to: [ana, bob], by: viewer, verification: verification, lifetime: lifetime, note: "For Ana and Bob."
        )
        let mails = await test.deliverMail()
        tokens = try #require(mails.first { $0.to == "ana@client.example" }?.tokens)
        bobTokens = try #require(mails.first { $0.to == "bob@client.example" }?.tokens)
        browser = Browser(test)
        if verification { try await browser.enter(tokens[0], as: "ana@client.example") }
    }

    @discardableResult
    func ask(
        _ address: String = dora, name: String = "Dora Lund", reason: String = "She represents me.",
        at token: String? = nil,
        in other: Browser? = nil
    ) async throws -> AskedForDelegate {
        let delegate = ProposedDelegate(name: name, address: try EmailAddress(reading: address), reason: reason)
        return try await test.installation.askForDelegate(
            token ?? tokens[0], delegate, by: (other ?? browser).visitor)
    }

    /// Whatever recipients asked for, in that order.
    func requests() async throws -> [FoundDelegation] {
        try #require(try await test.installation.listDelegations(of: send, to: viewer))
    }

    func waiting() async throws -> ID<Delegation> {
        try #require(try await requests().last { $0.delegation.state == .waiting }?.delegation.id)
    }

    /// Asked for and approved; gives the tokens that the delegate was mailed.
    func letIn() async throws -> [String] {
        guard try await ask() == .asked,
            try await test.installation.approveDelegate(waiting(), as: .new, by: viewer) == .done
        else { throw NotLetIn() }
        return try #require(await test.deliverMail().first { $0.to == Self.dora }?.tokens)
    }

    struct NotLetIn: Error {}

    /// Dora's row in the tracker.
    func delegate() async throws -> TrackedDelivery {
        let tracked = try #require(try await test.installation.showSend(send, to: viewer))
        return try #require(tracked.deliveries.first { $0.delivery.delegateOf != nil })
    }

    func row(_ person: Person) async throws -> TrackedDelivery {
        let tracked = try #require(try await test.installation.showSend(send, to: viewer))
        return try #require(tracked.deliveries.first { $0.recipient?.id == person.id })
    }
}
