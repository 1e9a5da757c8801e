import Domain
import Testing

@Suite struct ShortTextTests {
    @Test(
        "MH-05: a line of text is kept as typed, without space around it",
        arguments: [
            ("  Anna \n", "Anna"), ("O'Neill & Søn", "O'Neill & Søn"), ("<b>{{x}}</b>", "<b>{{x}}</b>"), ("👩‍⚖️", "👩‍⚖️"),
            (" \u{301}a \u{301}", "\u{301}a \u{301}"),
        ]) func kept(typed: String, text: String) throws
    {
        #expect(try ShortText(reading: typed, field: "name").text == text)
    }

    @Test(
        "MH-05, MH-06: lines, controls, overrides and invisible text are refused",
        arguments: [
            "", "  ", "\u{200b}", "\u{3164}\u{2060}", "a\nb", "a\r\nBcc: x", "a\0b", "a\tb", "a\u{85}b", "a\u{2028}b",
            "a\u{202e}b",
            "a\u{2067}b", "a\u{7f}",
        ]) func refused(typed: String)
    {
        let fault = #expect(throws: Malformed.self) { try ShortText(reading: typed, field: "title") }
        #expect(fault?.field == "title")
    }

    @Test("A line ends at its limit, in characters and in what they are made of") func limits() throws {
        #expect(try ShortText(reading: String(repeating: "é", count: 200), field: "name").text.count == 200)
        #expect(throws: Malformed.self) { try ShortText(reading: String(repeating: "é", count: 201), field: "name") }
        let towering = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(throws: Malformed.self) { try ShortText(reading: towering, field: "name") }
    }
}

@Suite struct MediaTypeTests {
    @Test(
        "UD-04: a type is two tokens in lower case, or octets",
        arguments: [
            ("application/pdf", "application/pdf"), (" Text/HTML; charset=utf-8", "text/html"),
            ("image/svg+xml", "image/svg+xml"), ("", "application/octet-stream"), (";", "application/octet-stream"),
            ("text", "application/octet-stream"), ("text/", "application/octet-stream"),
            ("/plain", "application/octet-stream"), ("a/b/c", "application/octet-stream"),
            ("text/plain\r\nX: y", "application/octet-stream"), ("text/pl ain", "application/octet-stream"),
            ("te\u{301}xt/plain", "application/octet-stream"), ("+a/b", "application/octet-stream"),
            ("*/*", "application/octet-stream"),
        ]) func cleaning(raw: String, text: String)
    {
        #expect(MediaType(cleaning: raw).text == text)
        #expect(MediaType(cleaning: text).text == text)
    }

    @Test(
        "UD-04: nothing that a browser runs is served under its own type",
        arguments: [
            "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml",
            "application/xslt+xml",
            "message/rfc822", "multipart/related", "application/x-mimearchive", "application/javascript",
            "text/javascript",
            "text/css", "application/x-shockwave-flash", "text/cache-manifest", "application/wasm", "text/xsl",
            "image/svg",
            "application/hta", "application/java-archive", "text/markdown", "x/y", "",
        ]) func active(raw: String)
    {
        #expect(MediaType(cleaning: raw).servable == "application/octet-stream")
    }

    @Test("UD-04: documents and pictures keep their type", arguments: ["application/pdf", "image/jpeg", "text/plain"])
    func passive(raw: String) {
        #expect(MediaType(cleaning: raw.uppercased() + "; x=1").servable == raw)
    }
}

@Suite struct SHA256DigestTests {
    @Test("UD-06: a digest is 64 lower-case hexadecimal digits and nothing else") func spelling() throws {
        let good = String(repeating: "0123456789abcdef", count: 4)
        #expect(try SHA256Digest(reading: good).hex == good)
        let bad = [
            "", String(good.dropLast()), good + "0", good.uppercased(), " " + good.dropFirst(), good.dropLast() + "g",
            String(repeating: "é", count: 32), String(repeating: "０", count: 64),
        ]
        for text in bad { #expect(throws: Malformed.self) { try SHA256Digest(reading: String(text)) } }
    }
}
