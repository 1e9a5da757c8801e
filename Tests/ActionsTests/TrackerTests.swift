import Actions
import Cryptography
import Domain
import Mail
import TestSupport
import Testing

/// What staff see of a send.
@Suite struct TrackerTests {
    private static let names = ["Ana", "Bob", "Cleo", "Dan"]

    /// One file on its way to four people, and the token of each.
    private func sentToFour(_ engine: Engine) async throws -> (
        test: TestInstallation, viewer: Viewer, caseFile: CaseFile, send: ID<Send>, tokens: [String: String]
    ) {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        var people: [Person] = []
        for name in Self.names { people.append(try await test.person(name, emails: ["\(name)@client.example"])) }
        let caseFile = try await test.caseFile(by: viewer, clients: people)
        let update = try await test.validated(
            in: caseFile, by: viewer, files: [("one.pdf", [1, 2, 3]), ("two.pdf", [4])])
        let send = try await test.send(update, to: people, by: viewer)
        var tokens: [String: String] = [:]
        for mail in await test.deliverMail() {
            tokens[String(mail.recipient.spelling.prefix { $0 != "@" })] = mail.tokens.first
        }
        return (test, viewer, caseFile, send, tokens)
    }

    @Test(
        "EN-05, EN-06, N-27, N-29: one status for each recipient, and those who have not downloaded come first",
        arguments: Engine.all)
    func outstandingFirst(_ engine: Engine) async throws {
        let (test, viewer, caseFile, send, tokens) = try await sentToFour(engine)
        var ana = Browser(test)
        try await ana.enter(tokens["Ana", default: ""], as: "ana@client.example")
        let update = try #require(try await ana.open(tokens["Ana", default: ""]).update)
        for offered in update.files { try await ana.download(offered.token) }
        var bob = Browser(test)
        try await bob.enter(tokens["Bob", default: ""], as: "bob@client.example")
        let half = try #require(try await bob.open(tokens["Bob", default: ""]).update)
        try await bob.download(half.files[0].token)
        let colleague = try await test.staff("Mona", email: "mona@firm.example", role: .manager)
        let tracked = try #require(try await test.installation.showSend(send, to: colleague))
        #expect(tracked.deliveries.map(\.isDone) == [false, false, false, true])
        #expect(tracked.deliveries.last?.recipient?.name == "Ana")
        let byName = Dictionary(uniqueKeysWithValues: tracked.deliveries.map { ($0.recipient?.name ?? "", $0) })
        #expect(byName.mapValues(\.status) == ["Ana": .viewed, "Bob": .viewed, "Cleo": .sent, "Dan": .sent])
        #expect(byName["Bob"]?.files.map(\.state) == [.completed, .none])
        #expect(tracked.sender?.name == viewer.name && tracked.caseFile.id == caseFile.id)
    }

    @Test(
        "EN-12, EN-16: the history tells when it was sent, viewed, and each file downloaded, with the person",
        arguments: Engine.all)
    func history(_ engine: Engine) async throws {
        let (test, viewer, _, send, tokens) = try await sentToFour(engine)
        test.world.pass(.minutes(7))
        var ana = Browser(test)
        try await ana.enter(tokens["Ana", default: ""], as: "ana@client.example")
        let update = try #require(try await ana.open(tokens["Ana", default: ""]).update)
        var times: [Moment] = []
        for offered in update.files {
            test.world.pass(.minutes(1))
            times.append(test.world.now())
            try await ana.download(offered.token)
        }
        let tracked = try #require(try await test.installation.showSend(send, to: viewer))
        let id = try #require(tracked.deliveries.last?.delivery.id)
        let history = try #require(try await test.installation.showDelivery(id, to: viewer))
        #expect(
            history.tracked.events.map(\.kind) == [
                .queued, .sent, .codeSent, .mailboxVerified, .viewed, .downloadStarted, .downloadCompleted,
                .downloadStarted, .downloadCompleted,
            ])
        #expect(history.tracked.files.map(\.at) == times)
        #expect(history.tracked.last(.viewed)?.at == times[0] - .minutes(1))
        #expect(history.people[history.tracked.delivery.recipient]?.name == "Ana")
    }

    @Test("EN-10: reading the notice, visiting the link and asking for a code are no view", arguments: Engine.all)
    func noView(_ engine: Engine) async throws {
        let (test, viewer, _, send, tokens) = try await sentToFour(engine)
        var ana = Browser(test)
        _ = try await ana.open(tokens["Ana", default: ""])
        _ = try await ana.code(tokens["Ana", default: ""], as: "ana@client.example")
        let tracked = try #require(try await test.installation.showSend(send, to: viewer))
        #expect(tracked.deliveries.allSatisfy { $0.status == .sent })
    }

    @Test(
        "N-01, N-05: visits of a link are noted once in ten minutes, as caused by nobody known", arguments: Engine.all)
    func visits(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let log = Task { [visits = test.installation.visits] in try await visits.run() }
        defer { log.cancel() }
        for _ in 0..<5 { _ = try await Browser(test).open(file.token) }
        try await eventually { try await test.events(file).contains(.linkVisited) }
        test.world.pass(.minutes(10))
        _ = try await Browser(test).open(file.token)
        try await eventually { try await test.events(file).filter { $0 == .linkVisited }.count == 2 }
        let visits = try await test.history(file).tracked.events.filter { $0.kind == .linkVisited }
        #expect(visits.map(\.actor) == [.unknown, .unknown])
        #expect(try await test.history(file).tracked.status == .sent)
    }

    @Test("EN-16: an update without files is done when its recipient viewed it", arguments: Engine.all)
    func textOnly(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let viewer = try await test.staff()
        let contact = try await test.person("Ana", emails: ["ana@client.example"])
        let caseFile = try await test.caseFile(by: viewer, clients: [contact])
        let send = try await test.send(
            try await test.validated(in: caseFile, by: viewer), to: [contact], by: viewer)
        let token = try #require(await test.deliverMail().first?.tokens.first)
        var browser = Browser(test)
        #expect(try await test.installation.showSend(send, to: viewer)?.deliveries[0].isDone == false)
        try await browser.enter(token, as: "ana@client.example")
        _ = try await browser.open(token)
        #expect(try await test.installation.showSend(send, to: viewer)?.deliveries[0].isDone == true)
    }

    @Test(
        "The address and program of a visitor are kept as the organisation's policy says",
        arguments: Engine.all, ClientRecording.allCases)
    func policy(_ engine: Engine, _ recording: ClientRecording) async throws {
        let firm = Organisation(
            name: "Firm", contact: "Call us", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), recordsClients: recording)
        let test = try await TestInstallation(engine, organisation: firm)
        let file = try await test.sentFile()
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        let client = try await test.history(file).tracked.last(.mailboxVerified)?.client
        let expected: ClientTrace? =
            switch recording {
            case .full: ClientTrace(address: "192.0.2.7", userAgent: "Firefox")
            case .truncated: ClientTrace(address: "192.0.2.0", userAgent: "")
            case .off: nil
            }
        #expect(client == expected)
    }

    @Test(
        "A truncated address names the network alone, however it was abridged",
        arguments: Engine.all,
        [
            ("2001:db8:1:2::7", "2001:db8:1::"), ("2001:db8::7", "2001:db8:0::"), ("fe80::1:2", "fe80:0:0::"),
            ("::ffff:192.0.2.7", "::ffff:192.0.2.0"), ("192.0.2.7", "192.0.2.0"), ("", ""),
        ])
    func truncated(_ engine: Engine, _ client: (address: String, network: String)) async throws {
        let (address, network) = client
        let firm = Organisation(
            name: "Firm", contact: "Call us", origin: TestInstallation.origin,
            mailFrom: try EmailAddress(reading: "updates@firm.example"), recordsClients: .truncated)
        let test = try await TestInstallation(engine, organisation: firm)
        let file = try await test.sentFile()
        let visitor = Visitor(session: nil, staff: nil, client: ClientTrace(address: address, userAgent: "Firefox"))
        _ = try await test.installation.reportMisdelivery(file.token, by: visitor)
        #expect(try await test.history(file).tracked.last(.misdeliveryReported)?.client?.address == network)
    }
}
