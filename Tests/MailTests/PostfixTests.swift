import Domain
import Foundation
import Testing

@testable import Mail

/// The whole way with a real Postfix: TLS, DSN, and the reports that come back.
struct PostfixTests {
    @Test(
        "EN-09, ST-07: Postfix takes our mail over checked TLS and its reports say delivered, relayed, failed, delayed")
    func reports() async throws {
        let relay = try await PythonProgram("chaos.py", ["plain"])
        let postfix = try await PostfixServer(relayPort: try #require(relay.ports["plain"]))
        let url = "smtp://localhost:\(postfix.port)?tls=required&ca=\(postfix.certificate.certificate)"
        let transport = try transport(url, patience: .seconds(20))
        let expected: [(recipient: String, action: DeliveryReport.Action, status: String)] = [
            ("ok@local.test", .delivered, "2.0.0"), ("nobody@local.test", .failed, "5.1.1"),
            ("rita+tag=x@relay.test", .relayed, "2.0.0"), ("rita@silent.test", .delayed, "4.4.1"),
        ]
        for (number, line) in expected.enumerated() {
            let attempt = await transport.deliver(
                try sampleMail(to: line.recipient, from: "bounces@local.test", envelopeID: "id=\(number)+a b"))
            guard case .accepted(let acceptance) = attempt else { throw Unexpected(attempt) }
            #expect(acceptance.server == "mx.local.test")
            #expect(acceptance.security == "TLS 1.3, certificate verified")
            #expect(acceptance.promisesReports)
            #expect(acceptance.words.text.contains("queued as"))
        }
        var found: [String: DeliveryReport.Recipient] = [:]
        try await waitUntil("four reports came: \(postfix.log)", seconds: 60) {
            for report in postfix.reports {
                for recipient in try DeliveryReport.read(report) { found[recipient.envelopeID ?? ""] = recipient }
            }
            return found.count == 4
        }
        for (number, line) in expected.enumerated() {
            let recipient = try #require(found["id=\(number)+a b"])
            #expect(recipient.action == line.action)
            #expect(recipient.status == line.status)
            #expect(recipient.originalRecipient == line.recipient)
            #expect(recipient.finalRecipient == line.recipient)
            #expect(recipient.reportingMTA == "mx.local.test")
            #expect(!recipient.sentence.isEmpty)
        }
        #expect(found["id=2+a b"]?.remoteMTA == "127.0.0.1")
        #expect(found["id=1+a b"]?.diagnostic.text.contains("unknown user") == true)
    }
}
