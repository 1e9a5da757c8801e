import Testing

@testable import HTML

/// Documents put together at random from pieces that parsers are known to disagree about; the same ones each run.
struct RandomDocuments {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> String {
        (0..<(1 + pick(40))).reduce(into: "") { text, _ in text += piece() }
    }

    private static let names = [
        "p", "b", "i", "u", "a", "ul", "ol", "li", "pre", "code", "blockquote", "div", "h2", "table", "tr", "td", "th",
        "caption", "svg", "math", "mtext", "mi", "title", "style", "script", "template", "select", "option", "button",
        "form", "font", "nobr", "object", "applet", "marquee", "foreignObject", "desc", "noscript", "textarea", "dd",
        "dt", "dl", "br", "hr", "img", "input", "s", "strong", "em", "body", "html", "head", "frameset", "col", "ruby",
        "rt",
    ]
    private static let texts = [
        "x", " ", "\n", "\n\n", "a b", "&lt;", "&amp;lt;", "&#13;", "&nbsp;", "\u{0}", "\u{feff}", "\u{1}", "<", ">",
        "\"",
        "'", "--", "<!--", "-->", "<![CDATA[", "]]>", "&", "&#x", "\r\n", "\t", "e\u{301}", "\u{1f4ce}", "</", "<p",
        "<a href=",
    ]
    private static let attributes = [
        "", "", "", " x=1", " href=https://a.example/?b&amp;c='d'", " href='javascript:x'",
        " href=\"mailto:a@b.example\"",
        " title='</p>'", "/", " =\"", " onclick=x", " encoding=text/html",
    ]

    private mutating func piece() -> String {
        switch pick(5) {
        case 0, 1: "<" + Self.names[pick(Self.names.count)] + Self.attributes[pick(Self.attributes.count)] + ">"
        case 2: "</" + Self.names[pick(Self.names.count)] + ">"
        default: Self.texts[pick(Self.texts.count)]
        }
    }

    private mutating func pick(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }
}

@Suite struct IdempotencyTests {
    @Test("MH-01: reading again what was written changes nothing, whatever the tree was", arguments: 0..<16)
    func idempotent(seed: UInt64) throws {
        var documents = RandomDocuments(seed: seed)
        for _ in 0..<250 {
            let document = documents.next()
            let once = try RichText(html: document)
            #expect(Grammar.fault(in: once.html) == nil, "\(document.debugDescription)")
            let twice = try RichText(html: once.html)
            #expect(once.html == twice.html, "\(document.debugDescription)")
        }
    }
}
