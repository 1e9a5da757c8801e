import Domain
import Testing

@testable import HTML

@Suite struct RichTextTests {
    @Test(
        "MH-01: paragraphs, lists, quotations, code, emphasis and links keep their shape",
        arguments: [
            (
                "<p>One <b>two</b> <i>three</i> <u>four</u></p>",
                "<p>One <strong>two</strong> <em>three</em> <u>four</u></p>"
            ),
            ("<ul><li>a<li>b<ol><li>c</ol></ul>", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
            ("<blockquote>said</blockquote>answer", "<blockquote><p>said</p></blockquote><p>answer</p>"),
            ("<pre>a\n  b</pre>", "<pre>\na\n  b</pre>"), ("a<br>b<br><br><br><br>c<br>", "<p>a<br>b<br><br>c</p>"),
            ("<h2>Title</h2><div>text</div>", "<p><strong>Title</strong></p><p>text</p>"),
            (
                "<a href='HTTPS://example.com/?a=1&b=2' target=_blank>here</a>",
                "<p><a href=\"https://example.com/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">here</a></p>"
            ),
            (
                "<a href='mailto:a@example.com?subject=x'>mail</a>",
                "<p><a href=\"mailto:a@example.com\" rel=\"noopener noreferrer nofollow\">mail</a></p>"
            ),
            (
                "<a href='https://example.com/fünf'>5</a>",
                "<p><a href=\"https://example.com/f%C3%BCnf\" rel=\"noopener noreferrer nofollow\">5</a></p>"
            ),
            ("<b>bold <p>across</p></b>", "<p><strong>bold</strong></p><p><strong>across</strong></p>"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "<p>a b</p><p>c</p>"),
            ("1 < 2 & \"3\"", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>"), ("  <p> </p><b></b><ul></ul> ", ""),
        ])
    func shape(input: String, written: String) throws {
        #expect(try RichText(html: input).html == written)
    }

    @Test(
        "MH-01: Markdown becomes the same narrow HTML",
        arguments: [
            (
                "One *two* **three** ~~four~~ `five`",
                "<p>One <em>two</em> <strong>three</strong> <del>four</del> <code>five</code></p>"
            ),
            ("- a\n- b\n\n1. c", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"),
            ("# T\n\n> q", "<p><strong>T</strong></p><blockquote><p>q</p></blockquote>"),
            (
                "see https://example.com/x.",
                "<p>see <a href=\"https://example.com/x\" rel=\"noopener noreferrer nofollow\">https://example.com/x</a>.</p>"
            ),
            ("[x](javascript:alert(1)) <script>alert(1)</script>", "<p>x alert(1)</p>"),
            ("```\na < b\n```", "<pre>\n<code>a &lt; b\n</code></pre>"), ("a  \nb\nc", "<p>a<br>b c</p>"), ("", ""),
            (" \n", ""),
        ])
    func markdown(input: String, written: String) throws {
        let text = try RichText(markdown: input)
        #expect(text.html == written)
        #expect(text.isEmpty == written.isEmpty)
    }

    @Test("MH-01: Markdown with hostile HTML in it stays within the allow-list", arguments: HostileHTML.all)
    func hostileMarkdown(hostile: String) throws {
        for markdown in [hostile, "text\n\n" + hostile + "\n\ntext", "- " + hostile, "[x](" + hostile + ")"] {
            let text = try RichText(markdown: markdown)
            #expect(Grammar.fault(in: text.html) == nil)
            #expect(try RichText(html: text.html) == text)
        }
    }

    @Test("MH-01: Markdown beyond 64 KiB is refused")
    func markdownTooLong() {
        let refusal = #expect(throws: Malformed.self) { try RichText(markdown: String(repeating: "a", count: 65_537)) }
        #expect(refusal?.field == "body")
    }

    @Test("MH-05: the text for a mail's plain part has the same words, with the addresses of links spelled out")
    func plain() throws {
        let text = try RichText(
            markdown: """
                Dear all,
                the **report** is [here](https://example.com/r?a=1&b=2), see https://example.com/x.

                - first
                - second
                  1. inner

                     more
                - third

                > quoted  
                > twice

                ```
                a < b
                  c
                ```
                Not ~~now~~. <a@example.com>
                """)
        #expect(
            text.plain == """
                Dear all, the report is here (https://example.com/r?a=1&b=2), see https://example.com/x.

                - first
                - second
                  1. inner

                     more
                - third

                > quoted
                > twice

                a < b
                  c

                Not ~~now~~. a@example.com

                """)
    }

    @Test("MH-05: nothing gives no text")
    func plainOfNothing() throws {
        #expect(try RichText(html: "<p> </p>").plain == "")
    }
}
