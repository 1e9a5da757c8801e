import Actions
import Cryptography
import Domain
import Mail
import TestSupport
import Testing

/// What a redeemed code opens, and for how long.
@Suite struct GrantTests {
    /// Two people on one send of two files, and the tokens that each of them was mailed.
    private struct Pair {
        let test: TestInstallation
        let viewer: Viewer
        let update: CaseUpdate
        let send: ID<Send>
        let ana: (person: Person, tokens: [String])
        let bob: (person: Person, tokens: [String])

        init(_ engine: Engine, associates: Bool = true) async throws {
            test = try await TestInstallation(engine)
            viewer = try await test.staff()
            let ana = try await test.person("Ana", emails: ["ana@client.example"])
            let bob = try await test.person("Bob", emails: ["bob@court.example"])
            let caseFile = try await test.caseFile(by: viewer, clients: [ana, bob])
            update = try await test.validated(
                in: caseFile, by: viewer, files: [("one.pdf", [1, 2, 3]), ("two.pdf", [4, 5])])
            send = try await test.send(update, to: [ana, bob], by: viewer, associates: associates)
            let mails = await test.deliverMail()
            self.ana = (ana, try #require(mails.first { $0.recipient == ana.primaryAddress }?.tokens))
            self.bob = (bob, try #require(mails.first { $0.recipient == bob.primaryAddress }?.tokens))
        }

        func row(_ person: Person) async throws -> TrackedDelivery {
            let tracked = try #require(try await test.installation.showSend(send, to: viewer))
            return try #require(tracked.deliveries.first { $0.recipient?.id == person.id })
        }
    }

    @Test("OS-01: each recipient has a link of their own for each file", arguments: Engine.all)
    func ownLinks(_ engine: Engine) async throws {
        let pair = try await Pair(engine)
        #expect(Set(pair.ana.tokens + pair.bob.tokens).count == 4)
    }

    @Test("SE-07: one code opens every file of the update, also by its other link", arguments: Engine.all)
    func oneCodeForAll(_ engine: Engine) async throws {
        let pair = try await Pair(engine)
        var browser = Browser(pair.test)
        try await browser.enter(pair.ana.tokens[0], as: "ana@client.example")
        #expect(try await browser.open(pair.ana.tokens[1]).word == "entered")
        let update = try #require(try await browser.open(pair.ana.tokens[0]).update)
        #expect(update.files.map(\.attachment.name.text) == ["one.pdf", "two.pdf"])
        #expect(try await browser.download(update.files[1].token) == [4, 5])
        #expect(await pair.test.deliverMail().isEmpty)
        #expect(try await browser.ask(pair.ana.tokens[1], as: "ana@client.example").word == "not needed")
    }

    @Test(
        "N-05, N-27: another recipient may open the link where the send allows it, and never raises its owner's status",
        arguments: Engine.all)
    func otherRecipients(_ engine: Engine) async throws {
        let pair = try await Pair(engine)
        var browser = Browser(pair.test)
        try await browser.enter(pair.ana.tokens[0], as: "bob@court.example")
        #expect(try await browser.download(pair.ana.tokens[0]) == [1, 2, 3])
        let row = try await pair.row(pair.ana.person)
        #expect(row.status == .sent && row.files[0].state == .none && row.files[0].at == nil)
        let taken = try #require(row.events.last { $0.kind == .downloadCompleted })
        #expect(taken.actor == .person(pair.bob.person.id, address: "bob@court.example"))
        #expect(try await pair.row(pair.bob.person).events.map(\.kind) == [.queued, .sent])
    }

    @Test(
        "N-27: where both took the file, the time shown is that of the person the link was issued to",
        arguments: Engine.all)
    func timeOfOwner(_ engine: Engine) async throws {
        let pair = try await Pair(engine)
        var (ana, bob) = (Browser(pair.test), Browser(pair.test))
        try await ana.enter(pair.ana.tokens[0], as: "ana@client.example")
        try await ana.download(pair.ana.tokens[0])
        let at = pair.test.world.now()
        pair.test.world.pass(.minutes(5))
        try await bob.enter(pair.ana.tokens[0], as: "bob@court.example")
        try await bob.download(pair.ana.tokens[0])
        #expect(try await pair.row(pair.ana.person).files[0].at == at)
    }

    @Test(
        "SE-07, TR-26: where the send does not associate them, another recipient is a stranger to the link",
        arguments: Engine.all)
    func notAssociated(_ engine: Engine) async throws {
        let pair = try await Pair(engine, associates: false)
        var browser = Browser(pair.test)
        try await browser.enter(pair.bob.tokens[0], as: "bob@court.example")
        #expect(try await browser.open(pair.ana.tokens[0]).word == "protected")
        #expect(try await browser.found(pair.ana.tokens[0]) == "locked")
        try await browser.ask(pair.ana.tokens[0], as: "bob@court.example")
        #expect(await pair.test.deliverMail().isEmpty)
    }

    @Test(
        "SE-07: the grant of one address meets a link of another send, and only the links of its address open",
        arguments: Engine.all)
    func otherSend(_ engine: Engine) async throws {
        let pair = try await Pair(engine, associates: false)
        let again = try await pair.test.send(pair.update, to: [pair.ana.person], by: pair.viewer)
        let token = try #require(await pair.test.deliverMail().first?.tokens.first)
        var (ana, bob) = (Browser(pair.test), Browser(pair.test))
        try await ana.enter(pair.ana.tokens[0], as: "ana@client.example")
        try await bob.enter(pair.bob.tokens[0], as: "bob@court.example")
        #expect(try await ana.open(token).word == "entered")
        #expect(try await bob.open(token).word == "protected")
        #expect(try await pair.test.installation.showSend(again, to: pair.viewer)?.deliveries[0].status == .viewed)
    }

    @Test("SE-07: two addresses verified in one browser each count for their own links", arguments: Engine.all)
    func twoAddresses(_ engine: Engine) async throws {
        let pair = try await Pair(engine)
        var browser = Browser(pair.test)
        try await browser.enter(pair.ana.tokens[0], as: "ana@client.example")
        _ = try await pair.test.send(pair.update, to: [pair.bob.person], by: pair.viewer)
        let token = try #require(await pair.test.deliverMail().first?.tokens.first)
        #expect(try await browser.open(token).word == "protected")
        try await browser.enter(token, as: "bob@court.example")
        try await browser.download(pair.ana.tokens[0])
        try await browser.download(pair.bob.tokens[0])
        #expect(try await pair.row(pair.ana.person).files[0].state == .completed)
        #expect(try await pair.row(pair.bob.person).files[0].state == .completed)
    }

    @Test(
        "N-26, OS-12: a recipient who was cut off is off every link of the send at once, the others go on",
        arguments: Engine.all)
    func cutOff(_ engine: Engine) async throws {
        let pair = try await Pair(engine)
        var (ana, bob) = (Browser(pair.test), Browser(pair.test))
        try await ana.enter(pair.ana.tokens[0], as: "ana@client.example")
        try await bob.enter(pair.ana.tokens[0], as: "bob@court.example")
        let delivery = try await pair.row(pair.bob.person).delivery.id
        #expect(try await pair.test.installation.revokeLinks(.delivery(delivery), by: pair.viewer) == .done)
        #expect(try await bob.open(pair.ana.tokens[0]).word == "protected")
        #expect(try await bob.open(pair.bob.tokens[0]).word == "revoked")
        #expect(try await ana.open(pair.ana.tokens[0]).word == "entered")
    }

    @Test("AU-07, SE-07: an address that is taken off a person takes its grants along", arguments: Engine.all)
    func changedAddress(_ engine: Engine) async throws {
        let pair = try await Pair(engine)
        var browser = Browser(pair.test)
        try await browser.enter(pair.ana.tokens[0], as: "ana@client.example")
        let ana = pair.ana.person
        let moved = Person(
            id: ana.id, kind: ana.kind, name: ana.name, addresses: [try EmailAddress(reading: "ana@new.example")],
            createdAt: ana.createdAt)
        try await pair.test.rename(moved)
        #expect(try await browser.open(pair.ana.tokens[0]).word == "protected")
    }
}
