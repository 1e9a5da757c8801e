import Testing

@testable import Mail

struct SMTPReplyTests {
    private func decode(_ text: String, chunk: Int = 1) throws -> [SMTPReply] {
        var decoder = SMTPReplyDecoder()
        var replies: [SMTPReply] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            decoder.append(rest.prefix(chunk))
            rest = rest.dropFirst(chunk)
            while let reply = try decoder.next() { replies.append(reply) }
        }
        return replies
    }

    @Test("Replies come out whole, however the octets are cut", arguments: [1, 2, 7, 1000])
    func whole(chunk: Int) throws {
        let replies = try decode(
            "220 a\r\n250-2.1.0 one\r\n250 2.1.0 two\r\n354\r\n550 5.7.1 n\u{1b}[31mo\n", chunk: chunk)
        #expect(replies.map(\.code) == [220, 250, 354, 550])
        #expect(replies[1].enhancedCode == "2.1.0")
        #expect(replies[1].words.text == "one two")
        #expect(replies[3].words.text == "n [31mo")
    }

    @Test(
        "A reply's status has to be of its own class",
        arguments: ["5.1.1 x", "2.1 x", "2.1.1.1", "2.a.1", "2.1.1234", ""])
    func foreignStatus(text: String) { #expect(SMTPReply(code: 250, lines: [text]).enhancedCode == nil) }

    @Test(
        "Nonsense is a violation",
        arguments: [
            "hello\r\n", "99 x\r\n", "100 x\r\n", "600 x\r\n", "250-a\r\n550 b\r\n", "250_x\r\n", "\r\n", "25\r\n",
        ])
    func nonsense(text: String) { #expect(throws: SMTPReplyDecoder.Violation.notAReply) { try decode(text) } }

    @Test("Lines and replies without end are cut off")
    func bounds() throws {
        #expect(throws: SMTPReplyDecoder.Violation.lineTooLong) {
            try decode("250 " + String(repeating: "x", count: 2044))
        }
        #expect(try decode("250 " + String(repeating: "x", count: 2041) + "\r\n").count == 1)
        #expect(throws: SMTPReplyDecoder.Violation.tooManyLines) {
            try decode(String(repeating: "250-x\r\n", count: 100) + "250 x\r\n")
        }
        #expect(try decode(String(repeating: "250-x\r\n", count: 99) + "250 x\r\n").count == 1)
    }

    @Test("A server's words lose control and direction characters and are at most 500 characters")
    func words() {
        #expect(ServerWords(cleaning: " a\r\nb\0\u{202e}c  d\u{7}").text == "a b c d")
        #expect(ServerWords(cleaning: String(repeating: "é", count: 9000)).text.count == 500)
        let stacked = "a" + String(repeating: "\u{301}", count: 9000)
        #expect(ServerWords(cleaning: stacked).text.unicodeScalars.count <= 500)
    }

    @Test("xtext keeps what may stand and writes the rest in hexadecimal")
    func xtext() {
        #expect(XText.encoded("a+b=c d\u{7f}é") == "a+2Bb+3Dc+20d+7F+C3+A9")
        #expect(XText.unicodeEncoded("é+a\\b=") == #"é\x{2B}a\x{5C}b\x{3D}"#)
    }
}
