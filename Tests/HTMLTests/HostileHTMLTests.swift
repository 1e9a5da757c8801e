import Testing

@testable import HTML

@Suite struct HostileHTMLTests {
    @Test(
        "MH-01: hostile HTML comes out within the allow-list and stays the same when read again",
        arguments: HostileHTML.all)
    func allowList(hostile: String) throws {
        for input in [hostile, "<p>before " + hostile + " after", "<ul><li>" + hostile + "<li>after"] {
            let text = try RichText(html: input)
            #expect(Grammar.fault(in: text.html) == nil)
            #expect(try RichText(html: text.html) == text)
        }
    }

    @Test("MH-01: what only a machine would read leaves no trace", arguments: HostileHTML.scripts + HostileHTML.foreign)
    func leavesNoTrace(hostile: String) throws {
        let text = try RichText(html: hostile)
        #expect(!text.html.contains("<a") && !text.html.contains("<script") && !text.html.contains("style"))
    }

    @Test(
        "MH-01: no disguise of an address makes a link that is not https, http or mailto",
        arguments: HostileHTML.addresses)
    func addresses(hostile: String) throws {
        let html = try RichText(html: hostile).html
        let link = html.firstMatch(of: /href="([a-z]+):/)
        let permitted = ["https", "http", "mailto"]
        #expect(link.map { permitted.contains(String($0.1)) } ?? true)
        #expect(!html.contains("evil") && !html.contains("bcc"))
    }

    @Test(
        "MH-01: the grammar these tests judge by refuses what must not pass",
        arguments: [
            "<script>", "<p onclick=x>y</p>", "<p>x", "x</p>",
            "<a href=\"javascript:x\" rel=\"noopener noreferrer nofollow\">x</a>",
            "<a href=\"https://a.example/\">x</a>", "a > b", "\"", "<p><em>x</p></em>", "<P>x</P>", "<img>", "<p",
            "<!-- -->",
        ])
    func grammarRefuses(html: String) {
        #expect(Grammar.fault(in: html) != nil)
    }
}
