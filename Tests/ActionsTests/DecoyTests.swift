import Actions
import Cryptography
import Domain
import SQL
import TestSupport
import Testing

/// An address on the link and one that is not, side by side.
@Suite struct DecoyTests {
    /// How many rows each table has.
    private func rows(_ test: TestInstallation) async throws -> [String: Int64] {
        try await test.write { transaction in
            let counts: [(String, Statement)] = [
                ("sessions", "SELECT COUNT(*) AS n FROM visitor_sessions"),
                ("challenges", "SELECT COUNT(*) AS n FROM challenges"),
                ("codes", "SELECT COUNT(*) AS n FROM codes"),
                ("failures", "SELECT COALESCE(SUM(in_a_row), 0) AS n FROM code_failures"),
                ("wrong", "SELECT COUNT(*) AS n FROM wrong_codes"),
                ("attempts", "SELECT COALESCE(SUM(attempts), 0) AS n FROM challenges"),
                ("letters", "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'code'"),
                ("texts", "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'code' AND letter IS NOT NULL"),
            ]
            var rows: [String: Int64] = [:]
            for (name, statement) in counts { rows[name] = try transaction.run(statement).first?.integer("n") }
            return rows
        }
    }

    /// Everything a visitor sees of one long attempt to get in, in words.
    private func story(_ engine: Engine, of address: String) async throws -> (seen: [String], rows: [String: Int64]) {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        var seen: [String] = []
        for round in 0..<8 {
            seen.append(try await browser.ask(file.token, as: address).word)
            if round == 0 { seen.append(try await browser.ask(file.token, as: address).word) }
            if case .waiting(let page) = try await test.installation.showCodePage(file.token, by: browser.visitor) {
                seen.append(
                    "\(page.reference.count) \(page.validUntil - page.sentAt) \(page.nextCodeAt - page.sentAt) "
                        + "\(page.attemptsLeft)")
            }
            for _ in 0..<(round == 2 ? 6 : 1) {
                seen.append(try await browser.answer(file.token, "00000000").word)
            }
            seen.append(try await browser.open(file.token).word)
            test.world.pass(round < 4 ? .seconds(40) : .minutes(11))
        }
        return (seen, try await rows(test))
    }

    @Test(
        "IV-09, OS-03: outcomes, limits and rows are the same for an address on the link and one that is not",
        arguments: Engine.all)
    func sameStory(_ engine: Engine) async throws {
        let known = try await story(engine, of: "ana@client.example")
        let unknown = try await story(engine, of: "eve@client.example")
        #expect(known.seen == unknown.seen)
        #expect(known.rows == unknown.rows)
        #expect(known.seen.contains("too soon") && known.seen.contains("exhausted") && known.seen.contains("asked"))
    }

    @Test(
        "OS-05, IV-07, IV-08: codes are mailed once in half a minute, three in ten, five an hour and ten a day",
        arguments: Engine.all)
    func limits(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        let start = test.world.now()
        var sent: [Duration] = []
        for _ in 0..<(26 * 60 * 2) {
            var browser = Browser(test)
            if case .asked = try await browser.ask(file.token, as: "ana@client.example") {
                sent.append(test.world.now() - start)
            }
            if test.world.now() - start > .hours(26) { break }
            test.world.pass(.minutes(1))
        }
        #expect(sent.count { $0 < .minutes(10) } == 3)
        #expect(sent.count { $0 < .hours(1) } == 5)
        #expect(sent.count { $0 < .days(1) } == 10)
    }

    @Test(
        "IV-07: a second code within half a minute in the same browser is refused with the time to try again",
        arguments: Engine.all)
    func coolDown(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var browser = Browser(test)
        try await browser.ask(file.token, as: "ana@client.example")
        let first = test.world.now()
        test.world.pass(.seconds(29))
        guard case .tooSoon(let next) = try await browser.ask(file.token, as: "ana@client.example") else {
            Issue.record("A second code should be refused.")
            return
        }
        #expect(next == first + .seconds(30))
        test.world.pass(.seconds(1))
        #expect(try await browser.ask(file.token, as: "ana@client.example").word == "asked")
    }
}
