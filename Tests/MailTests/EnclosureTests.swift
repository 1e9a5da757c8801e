import Domain
import Testing

@testable import Mail

@Suite struct EnclosureTests {
    @Test(
        "TR-32: a letter with files is read back by Python with their names and octets, and every line is short",
        arguments: [
            "Report.pdf", "Übersicht “a” ; b=c.pdf", String(repeating: "漢", count: 80) + ".pdf", "a'b%20\"c\\.txt",
            "FROM x",
        ])
    func enclosed(name: String) throws {
        let letters = try AllLetters()
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        let enclosure = Enclosure(name: FileName(cleaning: name), type: MediaType(cleaning: "text/html"))
        let letter = try letters.writer.fullUpdate(
            letters.stamp,
            FullUpdate(
                subject: "Título — größer", caseReference: "2026-014",
                body: Block.Written(html: ["<p>x</p>"], text: ["x"]), note: [], wording: .shipped,
                carriage: .enclosed([enclosure, enclosure])))
        let frame = EnclosedOctets(try letter.octets())
        #expect(frame.files == 2)
        var lines = Base64Lines()
        var content = lines.append(Array(bytes[..<100])) + lines.append(Array(bytes[100...])) + lines.finish()
        content.removeLast(2)
        let octets = frame.frame[0] + content + frame.frame[1] + content + frame.frame[2]
        let mail = try ForeignMail(reading: octets)
        #expect(mail.defects.isEmpty && mail.parts.allSatisfy(\.defects.isEmpty) && mail.type == "multipart/mixed")
        #expect(
            mail.parts.map(\.type) == [
                "text/plain", "text/html", "application/octet-stream", "application/octet-stream",
            ])
        #expect(mail.values("Subject") == ["Título — größer"] && mail.longestLine <= 78)
        #expect(mail.parts.suffix(2).allSatisfy { $0.name == enclosure.name.text && $0.octets == bytes })
        _ = try OutgoingMail(sender: letter.from, recipient: letter.to, octets: octets)
    }
}
