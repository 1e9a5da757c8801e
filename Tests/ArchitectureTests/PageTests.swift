import Testing

/// What a template may not hold, so that the strict content security policy never has anything to forbid, and so that
/// only rich text (values named …HTML) stands unescaped.
enum PageRules {
    static func refused(in page: SourceFile) -> [String] {
        let tags = page.text.matches(of: /(?i)<[a-z][^<>]*>/).map { String($0.output) }
        let inTags = tags.filter { tag in
            tag.contains(/(?i)[\s"'\/](?:on[a-z]+|style|srcdoc)\s*=/)
                || tag.contains(/(?i)(?:javascript|vbscript|data):/)
        }
        let scripts = page.text.matches(of: /(?is)<script\b([^>]*)>(.*?)<\/script>/).filter { script in
            !script.1.contains(/\ssrc=/) || script.2.contains { !$0.isWhitespace }
        }
        let styles = page.text.matches(of: /(?i)<style\b|<base\b|http-equiv/).map { String($0.output) }
        let remote = tags.filter {
            $0.contains(/(?i)^<(?:script|link|img|source|iframe)\b[^>]*\b(?:src|href)\s*=\s*["']?(?:https?:|\/\/)/)
        }
        let unescaped = page.text.matches(of: /\{\{(?:\{|&)\s*([\w.]+)/).filter { !$0.1.hasSuffix("HTML") }
        return unescaped.map { String($0.output.0) } + inTags + scripts.map { String($0.output.0) } + styles + remote
    }
}

@Suite struct PageTests {
    @Test("MH-02: no template holds a script, a style, an event attribute or anything from elsewhere")
    func pages() {
        let found = SourceTree.pages.flatMap { page in PageRules.refused(in: page).map { "\(page.path): \($0)" } }
        #expect(found == [])
    }

    @Test("every form has a method, an action and a button of its own")
    func forms() {
        for page in SourceTree.pages {
            for form in page.text.matches(of: /(?is)<form\b([^>]*)>(.*?)<\/form>/) {
                #expect(form.1.contains(/(?i)\bmethod=/) && form.1.contains(/(?i)\baction=/), "\(page.path)")
                #expect(form.2.contains(/(?i)<button\b|type="?submit|\{\{>/), "\(page.path)")
            }
        }
    }

    @Test(
        "MH-02: the rule finds what the policy forbids",
        arguments: [
            "<script>alert(1)</script>", "<script src=\"/x.js\">y</script>", "<style>p{}</style>",
            "<p style=\"color:red\">",
            "<p onclick='x'>", "<a href=\"javascript:x\">", "<img src=\"https://elsewhere.example/x.png\">",
            "<script src=\"//elsewhere.example/x.js\"></script>", "<base href=\"/\">", "<p>{{{name}}}</p>",
            "<p>{{& name}}</p>", "<P ONLOAD=x>",
        ])
    func finds(html: String) {
        #expect(!PageRules.refused(in: SourceFile(path: "x.mustache", text: html)).isEmpty)
    }

    @Test(
        "MH-02: the rule leaves our own pages alone",
        arguments: [
            "<script type=\"module\" src=\"{{assets}}/app.js\"></script>",
            "<p class=\"on\" data-style=x>on = style</p>",
            "<a href=\"{{url}}\">data: x</a>", "<div>{{{bodyHTML}}}</div>",
            "<link rel=\"stylesheet\" href=\"{{assets}}/app.css\">",
        ])
    func findsNoMore(html: String) {
        #expect(PageRules.refused(in: SourceFile(path: "x.mustache", text: html)) == [])
    }
}
