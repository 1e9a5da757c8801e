import Domain
import Foundation
import TestSupport
import Testing

@Suite struct FileNameTests {
    @Test(
        "UD-03: names are made safe and stay recognisable",
        arguments: [
            ("Report.pdf", "Report.pdf"),
            ("  Übersicht 2026 (final).PDF ", "Übersicht 2026 (final).PDF"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\x\\secret.doc", "secret.doc"),
            ("/\u{301}../evil", "evil"),
            ("a/\u{301}b", "b"),
            ("say \"hi\".txt", "say hi.txt"),
            ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie x=1.txt"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("nul\0byte.txt", "nulbyte.txt"),
            ("....", "file"), ("", "file"), (" ", "file"), ("/", "file"), ("..", "file"), ("\u{200d}", "file"),
            ("\u{200b}\u{2060}", "file"), (".. .. .bashrc", "bashrc"), (".htaccess", "htaccess"), ("name. . .", "name"),
            ("CON", "_CON"), ("con.txt", "_con.txt"), ("Aux .log", "_Aux .log"), ("COM1", "_COM1"),
            ("lpt9.pdf", "_lpt9.pdf"),
            ("COM¹", "_COM¹"), ("CONIN$", "_CONIN$"), ("CONTRACT.pdf", "CONTRACT.pdf"), ("COM10", "COM10"),
            ("family 👨‍👩‍👧.jpg", "family 👨‍👩‍👧.jpg"), ("a<b>:c|d?e*.txt", "abcde.txt"), ("%2e%2e%2fx", "%2e%2e%2fx"),
        ]) func cleaning(raw: String, clean: String)
    {
        let name = FileName(cleaning: raw)
        #expect(Array(name.text.unicodeScalars) == Array(clean.unicodeScalars))
        #expect(FileName(cleaning: name.text) == name)
    }

    @Test("UD-03: long names keep their extension and whole characters") func longNames() {
        let emoji = FileName(cleaning: String(repeating: "👩🏽‍⚖️", count: 300) + ".pdf")
        #expect(emoji.text.hasSuffix(".pdf"))
        #expect(emoji.text.utf8.count <= 255 && emoji.text.utf8.count > 230)
        #expect(emoji.text.dropLast(4).allSatisfy { $0 == "👩🏽‍⚖️" })
        let letters = FileName(cleaning: String(repeating: "x", count: 400) + ".docx")
        #expect(letters.text.utf8.count == 255 && letters.fileExtension == "docx")
        let zalgo = FileName(cleaning: "a" + String(repeating: "\u{301}", count: 400) + ".pdf")
        #expect(zalgo.text.utf8.count <= 255 && zalgo.text.hasSuffix(".pdf") && zalgo.text.unicodeScalars.first == "a")
        let device = FileName(cleaning: "CON." + String(repeating: "x", count: 251))
        #expect(device.text.hasPrefix("_CON.") && device.text.utf8.count <= 255)
        let spaced = FileName(cleaning: "CON" + String(repeating: " ", count: 400) + ".txt")
        #expect(spaced.text == "_CON.txt")
        for name in [emoji, letters, zalgo, device, spaced] { #expect(FileName(cleaning: name.text) == name) }
    }

    @Test("UD-03, UD-07: whatever comes in, a safe name comes out, and cleaning it again changes nothing")
    func property() {
        var chance = SeededGenerator(seed: 7)
        for round in 0..<20_000 {
            let spice = "/\\..  \"\r\n\u{301}\u{200d}\u{202e}\u{0}CONaux1é👩🏽\u{fe0f}"
            let raw = chance.text(most: round % 50 == 0 ? 600 : 14, spice: spice).precomposedStringWithCanonicalMapping
            let name = FileName(cleaning: raw)
            let scalars = name.text.unicodeScalars
            #expect((1...255).contains(name.text.utf8.count))
            #expect(scalars.first != "." && scalars.last != "." && scalars.last != " ")
            #expect(!scalars.contains { "/\\\"<>:|?*".unicodeScalars.contains($0) })
            #expect(!scalars.contains { $0.properties.generalCategory == .control })
            #expect(!scalars.contains { $0.properties.generalCategory == .format && $0 != "\u{200d}" })
            #expect(FileName(cleaning: name.text) == name, "\(raw.debugDescription)")
        }
    }

    @Test(
        "The extension is what stands behind the last dot",
        arguments: [
            ("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("README", ""), ("a.b\u{301}", "b\u{301}"),
        ]) func fileExtension(raw: String, tail: String)
    {
        #expect(FileName(cleaning: raw).fileExtension == tail)
    }
}
