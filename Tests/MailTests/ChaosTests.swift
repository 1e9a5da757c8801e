import Domain
import Foundation
import Testing

@testable import Mail

/// Every way a server can fail at every step, over real sockets.
struct ChaosTests {
    static let steps = ["greeting", "ehlo", "mail", "rcpt", "data", "middle", "content"]

    @Test(
        "ST-07: a line dropped at any step delays the mail; only after the final dot it is ambiguous", arguments: steps)
    func drops(at step: String) async throws {
        let server = try await PythonProgram("chaos.py", ["drop-\(step)"])
        let attempt = try await deliver(to: server, "drop-\(step)")
        guard case .delayed(let reason) = attempt else { throw Unexpected(attempt) }
        #expect(reason.code == nil)
        #expect(!reason.sentence.isEmpty)
        // In "middle" the small message is in the kernel's hands before the drop, so nobody can tell.
        if step != "middle" { #expect(reason.isAmbiguous == (step == "content")) }
    }

    @Test(
        "ST-07: a server that hangs, trickles or floods cannot hold a mail beyond the deadline",
        arguments: steps.filter { $0 != "middle" }.map { "hang-\($0)" } + [
            "trickle-mail", "flood-mail", "endless-ehlo", "hang-middle",
        ])
    func hangs(_ behaviour: String) async throws {
        let server = try await PythonProgram("chaos.py", [behaviour])
        let clock = ContinuousClock()
        let start = clock.now
        let attempt = try await deliver(to: server, behaviour)
        #expect(clock.now - start < .seconds(15))
        guard case .delayed(let reason) = attempt else { throw Unexpected(attempt) }
        if behaviour == "hang-content" { #expect(reason.isAmbiguous) }
        if behaviour == "hang-rcpt" { #expect(!reason.isAmbiguous) }
    }

    @Test(
        "ST-07: 4xx delays, 5xx at MAIL, RCPT, DATA or after the dot refuses",
        arguments: ["mail", "rcpt", "data", "content"])
    func replies(at step: String) async throws {
        let server = try await PythonProgram("chaos.py", ["say-\(step)=450 4.2.2 mailbox\u{7} full"])
        let delayed = try await deliver(to: server, "say-\(step)")
        guard case .delayed(let reason) = delayed else { throw Unexpected(delayed) }
        #expect(reason.code == 450)
        #expect(reason.enhancedCode == "4.2.2")
        #expect(reason.words.text == "mailbox full")
        #expect(reason.sentence == "The mailbox is full. It will be tried again.")

        let other = try await PythonProgram("chaos.py", ["say-\(step)=550 5.1.1 <rita@example.org> unknown"])
        let refused = try await deliver(to: other, "say-\(step)")
        guard case .refused(let reason) = refused else { throw Unexpected(refused) }
        #expect(reason.code == 550)
        #expect(reason.sentence == "The address does not exist at the recipient's mail server.")
    }

    @Test(
        "ST-07: refusals that are not about the mail only delay it",
        arguments: [
            "say-greeting=554 no service here", "say-ehlo=421 too busy", "say-mail=421 4.3.2 going down",
            "say-mail=530 5.7.0 sign in first", "say-content=421 4.3.0 bye", "say-greeting=hello", "say-rcpt=999 what",
        ])
    func configuration(_ order: String) async throws {
        let server = try await PythonProgram("chaos.py", [order])
        let attempt = try await deliver(to: server, String(order.prefix { $0 != "=" }))
        guard case .delayed(let reason) = attempt else { throw Unexpected(attempt) }
        #expect(!reason.isAmbiguous)
    }

    @Test("Replies that stand unencrypted behind the 220 of STARTTLS are not believed")
    func injection() async throws {
        let server = try await PythonProgram("chaos.py", ["inject", "notls", "ok"])
        for behaviour in ["inject", "notls"] {
            let attempt = try await deliver(to: server, behaviour, query: "?tls=required")
            guard case .delayed = attempt else { throw Unexpected(attempt) }
            #expect(!server.heard(behaviour).contains { $0.hasPrefix("MAIL") })
        }
        let attempt = try await deliver(to: server, "ok", query: "?tls=required")
        guard case .delayed(let reason) = attempt else { throw Unexpected(attempt) }
        #expect(reason.sentence == LineFault.tlsNotOffered.sentence)
        #expect(!server.heard("ok").contains { $0.hasPrefix("MAIL") })
    }

    @Test("A line is used again after RSET, and a dead one is replaced before anything of the mail was said")
    func reuse() async throws {
        let server = try await PythonProgram("chaos.py", ["ok", "dropreused"])
        for behaviour in ["ok", "dropreused"] {
            let port = try #require(server.ports[behaviour])
            let transport = try transport("smtp://127.0.0.1:\(port)")
            for _ in 1...3 {
                let attempt = await transport.deliver(try sampleMail())
                guard case .accepted(let acceptance) = attempt else { throw Unexpected(attempt) }
                #expect(acceptance.server == "chaos.test")
                #expect(acceptance.enhancedCode == "2.0.0")
                #expect(acceptance.words.text == "queued as 1")
                #expect(acceptance.security == "no TLS")
                #expect(acceptance.promisesReports)
            }
            await transport.close()
        }
        try await waitUntil("both said goodbye") { server.heard("ok").contains("QUIT") }
        #expect(server.heard("ok").filter { $0.hasPrefix("EHLO") }.count == 1)
        #expect(server.heard("ok").filter { $0 == "RSET" }.count == 2)
        #expect(server.heard("ok").filter { $0 == "DATA" }.count == 3)
        #expect(server.heard("dropreused").filter { $0.hasPrefix("EHLO") }.count == 3)
        #expect(server.heard("dropreused").filter { $0 == "DATA" }.count == 3)
    }

    @Test("An idle line is closed with QUIT")
    func idleLine() async throws {
        let server = try await PythonProgram("chaos.py", ["ok"])
        let port = try #require(server.ports["ok"])
        let transport = try transport("smtp://127.0.0.1:\(port)") { $0.deadlines.idle = .milliseconds(100) }
        _ = await transport.deliver(try sampleMail())
        try await waitUntil("QUIT was heard") { server.heard("ok").contains("QUIT") }
        let attempt = await transport.deliver(try sampleMail())
        guard case .accepted = attempt else { throw Unexpected(attempt) }
    }

    @Test("Many callers share at most four lines, and each gets its own answer")
    func sharing() async throws {
        let server = try await PythonProgram("chaos.py", ["ok"])
        let port = try #require(server.ports["ok"])
        let transport = try transport("smtp://127.0.0.1:\(port)", patience: .seconds(20))
        try await withThrowingTaskGroup(of: DeliveryAttempt.self) { group in
            for number in 1...40 {
                let mail = try sampleMail(to: "rita\(number)@example.org")
                group.addTask { await transport.deliver(mail) }
            }
            for try await attempt in group { guard case .accepted = attempt else { throw Unexpected(attempt) } }
        }
        let heard = server.heard("ok")
        #expect(heard.filter { $0.hasPrefix("EHLO") }.count <= 4)
        #expect(Set(heard.filter { $0.hasPrefix("RCPT") }).count == 40)
    }

    @Test("Cancelling ends a delivery at once, with an honest answer")
    func cancelling() async throws {
        let server = try await PythonProgram("chaos.py", ["hang-content"])
        let port = try #require(server.ports["hang-content"])
        let transport = try transport("smtp://127.0.0.1:\(port)", patience: .seconds(60)) { $0.lines = 1 }
        let mail = try sampleMail()
        let first = Task { await transport.deliver(mail) }
        try await waitUntil("DATA was heard") { server.heard("hang-content").contains("DATA") }
        let second = Task { await transport.deliver(mail) }
        second.cancel()
        guard case .delayed(let waited) = await second.value else { throw Unexpected(await second.value) }
        #expect(!waited.isAmbiguous)
        first.cancel()
        guard case .delayed = await first.value else { throw Unexpected(await first.value) }
    }

    @Test("No server at all, or no such host, is a delay")
    func unreachable() async throws {
        for url in ["smtp://127.0.0.1:1", "smtp://no-such-host.invalid:25"] {
            let attempt = try await transport(url).deliver(try sampleMail())
            guard case .delayed(let reason) = attempt else { throw Unexpected(attempt) }
            #expect(reason.sentence == LineFault.unreachable.sentence)
        }
    }

    @Test("A server without EHLO or extensions still gets the mail, without the parameters it does not know")
    func oldServers() async throws {
        let server = try await PythonProgram("chaos.py", ["helo", "plain"])
        for behaviour in ["helo", "plain"] {
            let attempt = try await deliver(to: server, behaviour)
            guard case .accepted(let acceptance) = attempt else { throw Unexpected(attempt) }
            #expect(!acceptance.promisesReports)
            #expect(server.heard(behaviour).contains("MAIL FROM:<bounces@example.com>"))
            #expect(server.heard(behaviour).contains("RCPT TO:<rita@example.org>"))
        }
    }

    private func deliver(to server: PythonProgram, _ behaviour: String, query: String = "") async throws
        -> DeliveryAttempt
    {
        let port = try #require(server.ports[behaviour])
        return try await transport("smtp://127.0.0.1:\(port)\(query)").deliver(try sampleMail())
    }
}

/// An attempt that ended otherwise than the test expects.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ attempt: DeliveryAttempt) { description = "\(attempt)" }
}
