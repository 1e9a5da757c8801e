import Domain
import Foundation
import Testing

@testable import Mail

/// Reports as no honest server writes them, and forms that Postfix does not write. Honest ones: `PostfixTests`.
struct DeliveryReportTests {
    static func report(_ status: String, type: String = "message/delivery-status") -> [UInt8] {
        let text = """
            From: MAILER-DAEMON@mx.test
            To: bounces@example.com
            Subject: report
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b

            What a person reads.
            --b
            Content-Type: \(type)

            \(status)
            --b
            Content-Type: text/rfc822-headers

            Subject: hello
            --b--

            """
        return Array(text.replacing("\n", with: "\r\n").utf8)
    }

    @Test("Fields are read whatever their case, folding and comments; a group is a recipient")
    func fields() throws {
        let found = try DeliveryReport.read(
            Self.report(
                """
                Reporting-MTA: dns; mx.test
                ORIGINAL-ENVELOPE-ID: env-7

                original-recipient: rfc822;Rita@Example.org
                Final-Recipient: RFC822; rita@example.org
                Action: Failed (bad)
                Status: 5.1.1 (no such user)
                Remote-MTA: dns; mx2.test
                Diagnostic-Code: smtp; 550 5.1.1
                \t<rita@example.org>\u{7}: unknown

                Final-Recipient: utf-8; r\\x{ED}ta@example.org
                Action: delayed
                Status: nonsense

                Final-Recipient: rfc822; x@example.org
                Action: exploded
                """))
        #expect(found.count == 2)
        #expect(found[0].envelopeID == "env-7" && found[1].envelopeID == "env-7")
        #expect(found[0].originalRecipient == "Rita@Example.org" && found[0].finalRecipient == "rita@example.org")
        #expect(found[0].action == .failed && found[0].status == "5.1.1" && found[0].remoteMTA == "mx2.test")
        #expect(found[0].diagnostic.text == "550 5.1.1 <rita@example.org> : unknown")
        #expect(found[0].sentence == "The address does not exist at the recipient's mail server.")
        #expect(found[1].finalRecipient == "ríta@example.org" && found[1].action == .delayed && found[1].status == nil)
    }

    @Test("base64 and the internationalised type are read too")
    func otherForms() throws {
        let status =
            "Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; a@b.c\r\nAction: relayed\r\nStatus: 2.0.0\r\n"
        let encoded = "Content-Transfer-Encoding: base64\n\n" + Data(status.utf8).base64EncodedString()
        let text = String(decoding: Self.report("", type: "message/global-delivery-status"), as: UTF8.self)
            .replacing("status\r\n\r\n\r\n", with: "status\r\n\(encoded)\r\n")
        let found = try DeliveryReport.read(Array(text.replacing("\r\n", with: "\n").utf8))
        #expect(found.map(\.action) == [.relayed])
    }

    @Test("A report inside a forwarded message is somebody else's", arguments: ["message/rfc822"])
    func nested(type: String) {
        let inner = String(
            decoding: Self.report("Reporting-MTA: dns; x\n\nAction: failed\nStatus: 5.0.0"), as: UTF8.self)
        let outer =
            "Subject: fwd\r\nContent-Type: multipart/mixed; boundary=\"o\"\r\n\r\n--o\r\nContent-Type: \(type)\r\n\r\n\(inner)\r\n--o--\r\n"
        #expect(throws: Malformed.self) { try DeliveryReport.read(Array(outer.utf8)) }
        #expect(throws: Never.self) { try DeliveryReport.read(Array(inner.utf8)) }
    }

    @Test(
        "What is no report is refused",
        arguments: ["", "hello", "Subject: x\r\n\r\nhello\r\n", "\0\0\0", "Content-Type: multipart/report"])
    func notReports(text: String) {
        #expect(throws: Malformed.self) { try DeliveryReport.read(Array(text.utf8)) }
    }

    @Test("Size, parts, depth, recipients and the status part are bounded, in time too")
    func bounds() throws {
        let group = "\n\nFinal-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 5.0.0"
        let status = "Reporting-MTA: dns; x"
        #expect(try DeliveryReport.read(Self.report(status + String(repeating: group, count: 100))).count == 100)
        let head = "Subject: x\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
        let part = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
        var deep = "Subject: x\r\n"
        for level in 0..<3000 { deep += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\r\n\r\n--b\(level)\r\n" }
        let forwarded = String(repeating: "Content-Type: message/rfc822\r\n\r\n", count: 300_000)
        let cases: [[UInt8]] = [
            Self.report(status + String(repeating: group, count: 101)),
            Self.report(status + group + "\nX: " + String(repeating: "x", count: 1_100_000)),
            [UInt8](repeating: 65, count: DeliveryReport.largest + 1),
            [UInt8](repeating: 10, count: DeliveryReport.largest),
            Array((head + String(repeating: part, count: 300) + "--b--\r\n").utf8),
            Array((head + String(repeating: part, count: 200_000) + "--b--\r\n").utf8),
            Array(deep.utf8), Array(forwarded.utf8),
            Array(("Subject: " + String(repeating: "=?utf-8?q?x?= ", count: 100_000)).utf8),
        ]
        let start = ContinuousClock.now
        for octets in cases { #expect(throws: Malformed.self) { try DeliveryReport.read(octets) } }
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test("Cut off or with octets changed anywhere, a report is read or refused, and nothing traps")
    func damaged() throws {
        let whole = Self.report(
            "Reporting-MTA: dns; x\nOriginal-Envelope-Id: e\n\nFinal-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 5.0.0"
        )
        var outcomes: Set<String> = []
        var generator = SystemRandomNumberGenerator()
        for length in 0..<whole.count {
            outcomes.insert(outcome(Array(whole.prefix(length))))
            var changed = whole
            for _ in 0..<4 { changed[Int.random(in: 0..<whole.count, using: &generator)] = .random(in: 0...255) }
            outcomes.insert(outcome(changed))
        }
        #expect(outcomes == ["read", "refused"])
    }

    private func outcome(_ octets: [UInt8]) -> String {
        do {
            _ = try DeliveryReport.read(octets)
            return "read"
        } catch {
            return "refused"
        }
    }
}
