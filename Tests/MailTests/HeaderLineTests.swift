import Domain
import Foundation
import Testing

@testable import Mail

struct HeaderLineTests {
    @Test(
        "MH-06: any text comes back as it was from a foreign parser, in lines of at most 78 octets",
        arguments: [
            "plain", "Grüße aus Köln", "=?UTF-8?Q?fake?=", "two  spaces ",
            String(repeating: "long words ", count: 40) + "x",
            String(repeating: "ü✓😀", count: 100), String(repeating: "x", count: 2000), "a, b; \"c\" <d@e.f>",
        ])
    func roundTrip(text: String) throws {
        let from = try EmailAddress(reading: "updates@example.com")
        let octets = try Array(
            (HeaderLine.text("Subject", text) + HeaderLine.mailbox("From", from, displayName: text) + "\r\nx\r\n").utf8)
        let mail = try ForeignMail(reading: octets)
        #expect(mail.values("Subject") == [text])
        #expect(mail.addresses["From"] == [.init(name: text, address: "updates@example.com")])
        #expect(mail.longestLine <= 78)
        #expect(octets.allSatisfy { $0 < 0x80 })
    }

    @Test("Quoted-printable lines are at most 76 characters and give any text back")
    func quotedPrintable() throws {
        let lines = [
            "", " ", "x ", ".", "..", "From here", "a=b", String(repeating: "é=", count: 200), "\t",
            "--=_casecourier_alternative",
        ]
        let text = QuotedPrintable.encoded(lines)
        for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 76) }
        #expect(!text.contains("--=_"))
        let head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        let mail = try ForeignMail(reading: Array((head + text).utf8))
        #expect(mail.text.replacing("\r\n", with: "\n") == lines.map { $0 + "\n" }.joined())
    }

    @Test("A token that cannot be folded below 998 octets is refused")
    func longToken() {
        #expect(throws: Malformed.self) { try HeaderLine.tokens("References", [String(repeating: "x", count: 991)]) }
        #expect(throws: Malformed.self) { try HeaderLine.tokens("References", []) }
    }
}
