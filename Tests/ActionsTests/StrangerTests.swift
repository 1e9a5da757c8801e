import Actions
import Domain
import TestSupport
import Testing

/// Somebody with genuine links of their own, who types the address of somebody else.
@Suite struct StrangerTests {
    private static let ana = "ana@client.example"

    /// The file of `ana`, and the tokens of a send to another contact that she is not part of.
    private func twoSends(_ test: TestInstallation) async throws -> (file: SentFile, strangers: [String]) {
        let file = try await test.sentFile()
        let ben = try await test.person("Ben Counsel", emails: ["ben@counsel.example"])
        let other = try await test.caseFile("2026-002", by: file.viewer, clients: [ben])
        let update = try await test.validated(
            in: other, by: file.viewer, files: [("One.pdf", [1]), ("Two.pdf", [2])])
        _ = try await test.send(update, to: [ben], by: file.viewer)
        let tokens = try #require(await test.deliverMail().first?.tokens)
        return (file, tokens)
    }

    @Test("IV-10: wrong codes for an address on links that are not its own do not keep it from its own link")
    func strangersFailures() async throws {
        let test = try await TestInstallation { $0.codeLimits.failuresADay = 5 }
        let (file, strangers) = try await twoSends(test)
        var stranger = Browser(test)
        try await stranger.ask(strangers[0], as: Self.ana)
        for _ in 0..<5 { try await stranger.answer(strangers[0], "00000000") }
        var ana = Browser(test)
        try await ana.enter(file.token, as: Self.ana)
    }

    /// What somebody with two links sees who asks for codes on the first, each in a new browser, and then on the second.
    private func asks(_ tokens: [String], as address: String, in test: TestInstallation) async throws -> [String] {
        var seen: [String] = []
        for token in [tokens[0], tokens[0], tokens[0], tokens[1], tokens[1], tokens[1], tokens[1]] {
            var browser = Browser(test)
            seen.append(try await browser.ask(token, as: address).word)
        }
        return seen
    }

    @Test("IV-09: with two links in hand the limits on codes tell nothing about an address", arguments: Engine.all)
    func twoLinks(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (_, links) = try await twoSends(test)
        let known = try await asks(links, as: "ben@counsel.example", in: test)
        #expect(await test.deliverMail().count == 3)
        let unknown = try await asks(links, as: "eve@counsel.example", in: test)
        #expect(known == unknown)
        #expect(known.contains("too soon"))
    }

    @Test("IV-09: asking on two links at once tells nothing about an address either", arguments: Engine.all)
    func atOnce(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (_, links) = try await twoSends(test)
        for address in ["ben@counsel.example", "eve@counsel.example"] {
            let seen = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<32 {
                    group.addTask {
                        var browser = Browser(test)
                        return try await browser.ask(links[number % 2], as: address).word
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(seen.count { $0 == "asked" } == 6)
            #expect(seen.count { $0 == "too soon" } == 26)
        }
        #expect(await test.deliverMail().count == 3)
    }

    @Test("IV-09: a stranger cannot see that somebody is asking for codes elsewhere", arguments: Engine.all)
    func elsewhere(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (file, strangers) = try await twoSends(test)
        for _ in 0..<3 {
            var ana = Browser(test)
            try await ana.ask(file.token, as: Self.ana)
        }
        var stranger = Browser(test)
        #expect(try await stranger.ask(strangers[0], as: Self.ana).word == "asked")
    }

    @Test(
        "IV-08: one browser is told when no more codes are mailed, also where it asked on several links",
        arguments: Engine.all)
    func sameBrowser(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let (_, links) = try await twoSends(test)
        for address in ["ben@counsel.example", "eve@counsel.example"] {
            var browser = Browser(test)
            for token in [links[0], links[1]] {
                #expect(try await browser.ask(token, as: address).word == "asked")
            }
            test.world.pass(.seconds(31))
            #expect(try await browser.ask(links[0], as: address).word == "asked")
            #expect(try await browser.ask(links[1], as: address).word == "too soon")
        }
    }
}
