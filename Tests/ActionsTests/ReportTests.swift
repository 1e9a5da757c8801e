import Actions
import Cryptography
import Domain
import Mail
import TestSupport
import Testing

/// Reports that mail servers send back about our mails (RFC 3464).
@Suite struct ReportTests {
    private struct Report {
        var envelope: String
        var original: String? = "ana@client.example"
        var final = "ana@client.example"
        var action = "delivered"
        var status = "2.0.0"

        var octets: [UInt8] {
            let text = """
                From: MAILER-DAEMON@mx.example.test
                To: updates@firm.example
                Subject: Report
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="=b"

                --=b
                Content-Type: text/plain

                About your mail.
                --=b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.test
                Original-Envelope-Id: \(envelope)

                \(original.map { "Original-Recipient: rfc822;\($0)\n" } ?? "")Final-Recipient: rfc822; \(final)
                Action: \(action)
                Status: \(status)
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --=b--

                """
            return Array(text.replacing("\n", with: "\r\n").utf8)
        }
    }

    private func sent(_ engine: Engine) async throws -> (test: TestInstallation, file: SentFile, report: Report) {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        return (test, file, Report(envelope: try #require(test.mails.mails.first?.envelopeID)))
    }

    @Test(
        "EN-09: a report that the mailbox took it makes it delivered; relayed counts and names the server",
        arguments: Engine.all)
    func delivered(_ engine: Engine) async throws {
        let (test, file, report) = try await sent(engine)
        #expect(try await test.installation.ingestReport(report.octets) == .taken(matched: 1))
        #expect(try await test.history(file).tracked.status == .delivered)
        let (second, other, third) = try await sent(engine)
        var relayed = third
        relayed.action = "relayed"
        #expect(try await second.installation.ingestReport(relayed.octets) == .taken(matched: 1))
        #expect(try await second.history(other).tracked.status == .delivered)
    }

    @Test("EN-07: looking again shows sent first, delivered later, and sends nothing", arguments: Engine.all)
    func refresh(_ engine: Engine) async throws {
        let (test, file, report) = try await sent(engine)
        #expect(try await test.history(file).tracked.status == .sent)
        _ = try await test.installation.ingestReport(report.octets)
        for _ in 0..<5 { #expect(try await test.history(file).tracked.status == .delivered) }
        #expect(await test.deliverMail().isEmpty)
    }

    @Test("IM-09: a forged or altered envelope id is ignored", arguments: Engine.all)
    func forged(_ engine: Engine) async throws {
        let (test, file, report) = try await sent(engine)
        let flipped = String(report.envelope.dropLast()) + (report.envelope.hasSuffix("0") ? "1" : "0")
        for envelope in [flipped, "", String(repeating: "a", count: 53), report.envelope + "x"] {
            var report = report
            report.envelope = envelope
            report.action = "failed"
            #expect(try await test.installation.ingestReport(report.octets) != .taken(matched: 1))
        }
        #expect(try await test.events(file) == [.queued, .sent])
        #expect(await test.deliverMail().isEmpty)
    }

    @Test("IM-09: a report about another recipient is ignored, whatever its envelope id says", arguments: Engine.all)
    func otherRecipient(_ engine: Engine) async throws {
        let (test, file, report) = try await sent(engine)
        var other = report
        other.original = "eve@else.example"
        #expect(try await test.installation.ingestReport(other.octets) == .taken(matched: 0))
        other.original = nil
        other.final = "eve@else.example"
        #expect(try await test.installation.ingestReport(other.octets) == .taken(matched: 0))
        #expect(try await test.events(file) == [.queued, .sent])
        var folded = report
        folded.original = "ANA@client.example"
        folded.envelope = report.envelope.uppercased()
        #expect(try await test.installation.ingestReport(folded.octets) == .taken(matched: 1))
    }

    @Test("N-34: repeats change nothing, and a failure is told to the sender once", arguments: Engine.all)
    func repeats(_ engine: Engine) async throws {
        let (test, file, report) = try await sent(engine)
        var failed = report
        (failed.action, failed.status) = ("failed", "5.1.1")
        for _ in 0..<3 { _ = try await test.installation.ingestReport(failed.octets) }
        #expect(try await test.events(file) == [.queued, .sent, .failed])
        #expect(await test.deliverMail().map(\.recipient.spelling) == ["sam@firm.example"])
    }

    @Test("N-34: a failure after delivered shows, and a late delivered does not hide it", arguments: Engine.all)
    func failedAfterDelivered(_ engine: Engine) async throws {
        let (test, file, report) = try await sent(engine)
        _ = try await test.installation.ingestReport(report.octets)
        var failed = report
        (failed.action, failed.status) = ("failed", "5.1.1")
        _ = try await test.installation.ingestReport(failed.octets)
        #expect(try await test.history(file).tracked.status == .failed)
        var relayed = report
        relayed.action = "relayed"
        _ = try await test.installation.ingestReport(relayed.octets)
        #expect(try await test.history(file).tracked.status == .failed)
    }

    @Test("EN-11: whatever is reported late, viewed stays viewed", arguments: Engine.all)
    func afterViewed(_ engine: Engine) async throws {
        let (test, file, report) = try await sent(engine)
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        _ = try await browser.open(file.token)
        for action in ["delayed", "delivered", "failed"] {
            var late = report
            late.action = action
            _ = try await test.installation.ingestReport(late.octets)
            #expect(try await test.history(file).tracked.status == .viewed)
        }
    }

    @Test("N-16: a report about a code mail stands in the history and leaves the status alone", arguments: Engine.all)
    func codeMail(_ engine: Engine) async throws {
        let (test, file, _) = try await sent(engine)
        var browser = Browser(test)
        _ = try await browser.code(file.token, as: "ana@client.example")
        var bounced = Report(envelope: try #require(test.mails.mails.last?.envelopeID))
        (bounced.action, bounced.status) = ("failed", "5.2.2")
        #expect(try await test.installation.ingestReport(bounced.octets) == .taken(matched: 1))
        let history = try await test.history(file)
        #expect(history.tracked.status == .sent)
        #expect(history.tracked.events.last?.mail == .code && history.tracked.events.last?.kind == .failed)
        #expect(await test.deliverMail().isEmpty)
    }

    @Test("Ordinary mail is no report", arguments: Engine.all)
    func notAReport(_ engine: Engine) async throws {
        let (test, file, _) = try await sent(engine)
        let octets = Array("From: a@b.example\r\nSubject: Out of office\r\n\r\nI am away.\r\n".utf8)
        #expect(try await test.installation.ingestReport(octets) == .notAReport)
        #expect(try await test.installation.ingestReport([]) == .notAReport)
        #expect(try await test.events(file) == [.queued, .sent])
    }
}
