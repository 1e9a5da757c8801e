import Domain
import Foundation
import Testing

@testable import Mail

/// The rules of every letter (interface D.4), read back by a foreign parser.
struct LetterTests {
    @Test(
        "D.4-37, D.4-41: text first and complete; headers by the table; Python reads it without a defect",
        arguments: LetterKind.allCases)
    func everyLetter(kind: LetterKind) throws {
        let letter = try #require(try AllLetters().letters()[kind])
        let mail = try ForeignMail(reading: letter.octets())
        #expect(mail.defects.isEmpty && mail.parts.allSatisfy(\.defects.isEmpty))
        #expect(mail.type == "multipart/alternative")
        #expect(mail.parts.map(\.type) == ["text/plain", "text/html"])
        for url in urls(in: mail.html) { #expect(mail.text.contains(url)) }
        for block in letter.blocks {
            for text in block.texts { #expect(mail.text.contains(text) && decoded(mail.html).contains(text)) }
        }
        #expect(mail.values("Subject") == [letter.subject])
        #expect(mail.values("Message-ID") == ["<7ahbcdefghijklmnopqrstuvab@example.com>"])
        #expect(mail.values("References") == ["<root@example.com>"])
        #expect(mail.values("Date") == ["Mon, 23 Nov 2026 14:02:07 +0000"])
        #expect(mail.values("X-Auto-Response-Suppress") == ["OOF, AutoReply"])
        #expect(mail.values("Auto-Submitted") == (kind.isAutomatic ? ["auto-generated"] : []))
        #expect(mail.values("List-Unsubscribe").isEmpty && mail.values("Reply-To").isEmpty)
        #expect(mail.text.contains("Replies to this e-mail are not read."))
        #expect(mail.addresses["From"] == [.init(name: "Secure Updates", address: "updates@example.com")])
        #expect(mail.addresses["To"] == [.init(name: "", address: "rita@example.org")])
        #expect(mail.values("Cc").isEmpty && mail.values("Bcc").isEmpty)
        #expect(mail.longestLine <= 78)
    }

    @Test("D.4-38: nothing remote, and every link leads to our host", arguments: LetterKind.allCases)
    func nothingRemote(kind: LetterKind) throws {
        let mail = try ForeignMail(reading: try #require(try AllLetters().letters()[kind]).octets())
        let html = mail.html.lowercased()
        for refused in ["<img", "url(", "src=", "@import", "<script", "<form", "cid:", "<link", "<iframe"] {
            #expect(!html.contains(refused))
        }
        for url in urls(in: mail.html) { #expect(url.hasPrefix("https://updates.example.com/")) }
        #expect(html.contains("<html lang=\"en\">") && html.contains("name=\"color-scheme\""))
        #expect(mail.html.contains("<title>\(kind.subject)"))
        #expect(html.contains("max-width:600px") && html.contains("role=\"presentation\""))
        let linkCount = urls(in: mail.html).count
        #expect(mail.text.contains("goes to updates.example.com.") == (linkCount > 0))
        #expect(mail.text.contains("Contact: help@example.com"))
    }

    @Test("D.4-40: subjects and preheaders are fixed, and no subject is over 60 characters")
    func subjects() throws {
        for (kind, letter) in try AllLetters().letters() {
            #expect(letter.subject.count <= 60)
            #expect(letter.preheader == kind.preheader)
            #expect(try ForeignMail(reading: letter.octets()).html.contains(">\(kind.preheader)</div>"))
            if ![.verificationCode, .portalCode].contains(kind) { #expect(letter.subject == kind.subject) }
        }
        #expect(Set(LetterKind.allCases.map(\.subject)).count == LetterKind.allCases.count)
        #expect(Set(LetterKind.allCases.map(\.preheader)).count == LetterKind.allCases.count)
    }

    @Test("D.4-39: nothing that a caller hands in gets into a subject, a preheader or a header but the sender's name")
    func headersAreFixed() throws {
        for (kind, letter) in try AllLetters(organisation: "MARKER-1", contact: "MARKER-2").letters() {
            let octets = try letter.octets()
            let mail = try ForeignMail(reading: octets)
            #expect(mail.text.contains("MARKER-2"))
            let headers = mail.headers.map(\.value).joined(separator: "\n")
            for given in ["MARKER", "1234", "R. K.", "Firefox", "192.0.2.7", "full", "/sends/", "/f/", "5678"] {
                #expect(!headers.contains(given) && !letter.preheader.contains(given), "\(kind)")
            }
        }
    }

    @Test("D.4-39: a notice labels its links by number only and holds no other text of the sender's")
    func notice() throws {
        let letter = try #require(try AllLetters(organisation: "ORG", contact: "CONTACT").letters()[.caseUpdate])
        #expect(letter.blocks.flatMap(\.links).map(\.label) == ["File 1", "File 2", "File 3"])
        let other = try #require(try AllLetters(organisation: "ELSE", contact: "OTHER").letters()[.caseUpdate])
        let text = try ForeignMail(reading: letter.octets()).text
        let otherText = try ForeignMail(reading: other.octets()).text
        #expect(text.replacing("ORG", with: "ELSE").replacing("CONTACT", with: "OTHER") == otherText)
    }

    @Test("N-42: the letter of a code says what it is for, names browser and reference, and holds no link")
    func codeLetter() throws {
        let letter = try #require(try AllLetters().letters()[.verificationCode])
        let mail = try ForeignMail(reading: letter.octets())
        #expect(letter.subject == "Your confirmation code (reference K7M)")
        for words in [
            "1234 5678", "K7M", "10 minutes", "Firefox on Windows", "Acme Discreet", "never ask you for this code",
            "If you did not ask, ignore this; nobody can use it without your browser.",
        ] {
            #expect(mail.text.contains(words) && decoded(mail.html).contains(words))
        }
        #expect(!mail.html.contains("href") && !mail.text.contains("://"))
        #expect(!letter.subject.contains("1234") && !letter.preheader.contains("1234"))
    }

    @Test("The notice says until when, with weekday, date, time and zone")
    func availability() throws {
        let mail = try ForeignMail(reading: try #require(try AllLetters().letters()[.caseUpdate]).octets())
        #expect(mail.text.contains("Available until: Monday 23 November 2026, 15:02 Europe/Berlin (UTC+1)"))
    }

    @Test(
        "MH-05: HTML, Markdown, templates and right-to-left names stand literally and make nothing new",
        arguments: [
            "<b>x</b><a href=\"https://evil.test\">y</a>", "[x](https://evil.test)", "{{name}} &amp; 'q'", "שלום עולם",
        ])
    func literal(name: String) throws {
        for (_, letter) in try AllLetters(organisation: name, contact: name, name: name).letters() {
            let mail = try ForeignMail(reading: letter.octets())
            #expect(mail.defects.isEmpty && mail.parts.count == 2)
            #expect(mail.addresses["From"] == [.init(name: name, address: "updates@example.com")])
            #expect(mail.text.contains("Contact: \(name)"))
            #expect(decoded(mail.html).contains("Contact: \(name)"))
            #expect(urls(in: mail.html).allSatisfy { $0.hasPrefix("https://updates.example.com/") })
        }
    }

    @Test(
        "D.4-42, MH-06: line ends, NUL, damaged text and direction overrides are refused, wherever they stand",
        arguments: ["a\r\nBcc: x@y.z", "a\nb", "a\rb", "a\0b", "a\u{85}b", "a\u{2028}b", "a\u{202e}b", "a\u{fffd}b"])
    func injection(text: String) throws {
        #expect(throws: Malformed.self) { try AllLetters(organisation: text).letters()[.test]?.octets() }
        #expect(throws: Malformed.self) { try AllLetters(contact: text).letters()[.test]?.octets() }
        #expect(throws: Malformed.self) { try AllLetters(name: text).letters()[.test]?.octets() }
        #expect(throws: Malformed.self) { try HeaderLine.text("Subject", text) }
        #expect(throws: Malformed.self) { try HeaderLine.tokens("References", [text]) }
        #expect(throws: Malformed.self) {
            try MessageID(id: text, from: EmailAddress(reading: "updates@example.com"))
        }
        let letters = try AllLetters()
        #expect(throws: Malformed.self) {
            try letters.writer.verificationCode(letters.stamp, code: "1", reference: text, browser: "x").octets()
        }
    }

    @Test(
        "A link that leads elsewhere, or could, is refused",
        arguments: [
            "https://evil.test/f/x", "https://updates.example.com.evil.test/", "https://updates.example.com@evil.test/",
            "https://evil.test/https://updates.example.com/", "javascript:alert(1)", "//updates.example.com/",
            "https://updates.example.com:444/", "https://updates.example.com\\@evil.test/",
            "https://updates.example.com/\"onclick", "https://updates.example.com/ x", "https://updates.example.com/é",
        ])
    func foreignLinks(url: String) throws {
        let letters = try AllLetters()
        #expect(throws: Malformed.self) {
            try letters.writer.linkRequested(letters.stamp, initials: "R. K.", link: url).octets()
        }
    }

    private func urls(in html: String) -> [String] {
        html.matches(of: #/href="([^"]*)"/#).map { decoded(String($0.1)) }
    }

    private func decoded(_ html: String) -> String {
        html.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
