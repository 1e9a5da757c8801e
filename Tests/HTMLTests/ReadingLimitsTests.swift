import Domain
import Testing

@testable import HTML

@Suite struct ReadingLimitsTests {
    private static let refused: [(what: String, html: String)] = [
        ("too long", String(repeating: "x", count: 256 * 1_024 + 1)),
        ("too many tags", String(repeating: "<p>", count: 5_001)),
        ("too many tags of a kind that is dropped", String(repeating: "<svg>", count: 5_001)),
        ("too many attributes", "<p " + (0..<20_000).map { "a\($0)=1" }.joined(separator: " ") + ">x"),
        ("attributes of an end tag", "</p " + (0..<65).map { "a\($0)='>'" }.joined(separator: " ") + ">x"),
        ("too long a tag", "<p title='" + String(repeating: "x", count: 9_000) + "'>x"),
        (
            "formatting opened again in each paragraph",
            "<p>" + (0..<2_000).map { "<b x=\($0)>" }.joined() + String(repeating: "<p>x", count: 2_900)
        ),
        ("more written than read", String(repeating: "<", count: 4_000) + String(repeating: "&", count: 200_000)),
    ]

    @Test("RL-05: text that would cost the parser too much is refused for the field body", arguments: refused)
    func refuses(what: String, html: String) throws {
        let refusal = #expect(throws: Malformed.self) { try RichText(html: html) }
        #expect(refusal?.field == "body")
    }

    private static let costly: [(what: String, html: String)] = [
        ("deep", String(repeating: "<div>", count: 4_999) + "x"),
        ("deep and allowed", String(repeating: "<blockquote>", count: 4_999) + "x"),
        ("deep lists", String(repeating: "<ul><li>", count: 2_499) + "x"),
        ("deep formatting", String(repeating: "<b>", count: 2_500) + String(repeating: "<p>x", count: 2_499)),
        (
            "the same formatting with attributes",
            "<p>" + String(repeating: "<font color=red>", count: 2_000) + String(repeating: "<p>x", count: 2_900)
        ),
        ("nested tables", String(repeating: "<table><tr><td>", count: 1_666) + "x"),
        ("foster parents", "<table>" + String(repeating: "<b>x<tr>", count: 2_490)),
        (
            "misnested",
            String(repeating: "<a href=https://a.example/><p>", count: 1_200) + String(repeating: "</a>", count: 2_500)
        ),
        ("unended comments", String(repeating: "<!--", count: 4_999)),
        ("unended attributes", String(repeating: "<p x=\"", count: 1_300)),
        ("references", String(repeating: "&lt", count: 20_000)),
        ("white space", "<p>" + String(repeating: " ", count: 250_000)),
    ]

    @Test("RL-05: whatever passes the limits is read within two seconds", arguments: costly)
    func readsInTime(what: String, html: String) async {
        let clock = ContinuousClock()
        let time = clock.measure { _ = try? RichText(html: html) }
        #expect(time < .seconds(2), "\(what) took \(time)")
    }

    @Test(
        "RL-05: Markdown of any shape is read within two seconds",
        arguments: [
            "[", "![", "*_", "> ", "- ", "`", "<", "**a ", "[a](", "~~a ", "www.", "http://a.b/?", "a@b.", "&#",
            "1. \n", "\t- ",
            "[a]: b\n", "<!--", "|a", "\\", ">\n", "*a **b ", "_", "[^a]", ":", "a\n-", "* * ", "<a ", "[]()", "((",
        ])
    func markdownBounded(piece: String) {
        let markdown = String(repeating: piece, count: 60_000 / piece.utf8.count)
        let clock = ContinuousClock()
        let time = clock.measure { _ = try? RichText(markdown: markdown) }
        #expect(time < .seconds(2), "\(piece) took \(time)")
    }

    @Test("MH-01: nesting beyond twenty-four levels is flattened, its text kept")
    func flattened() throws {
        let text = try RichText(html: String(repeating: "<blockquote>", count: 1_000) + "deep")
        #expect(text.html.contains("deep"))
        #expect(text.html.matches(of: /<blockquote>/).count == 24)
    }
}
