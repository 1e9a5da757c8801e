import Domain

/// The HTML part of a letter: one column, inline styles, nothing from elsewhere. Every text is escaped here and only
/// here; what people wrote comes as HTML that is safe already.
struct HTMLPart {
    let lines: [String]

    init(_ letter: Letter) {
        let subject = letter.subject.escapedForHTML
        lines =
            [
                "<!DOCTYPE html>",
                "<html lang=\"en\">",
                "<head>",
                "<meta charset=\"utf-8\">",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                "<meta name=\"color-scheme\" content=\"light dark\">",
                "<meta name=\"supported-color-schemes\" content=\"light dark\">",
                "<title>\(subject)</title>",
                "</head>",
                "<body style=\"margin:0;padding:0;\(Self.font)\">",
                "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">\(letter.preheader.escapedForHTML)</div>",
                "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>"
                    + "<td align=\"center\" style=\"padding:24px 12px\">",
                "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
                    + " style=\"max-width:600px;border:1px solid #8390a2;border-radius:8px\"><tr>"
                    + "<td style=\"padding:32px;text-align:start\">",
                "<h1 style=\"margin:0 0 16px;font-size:22px;line-height:28px;font-weight:600\">\(subject)</h1>",
            ]
            + letter.blocks.flatMap(Self.lines(of:))
            + ["<div style=\"margin:24px 0 0;padding:16px 0 0;border-top:1px solid #8390a2\">"]
            + ClosingLines(letter).lines.map { Self.small($0) }
            + ["</div>", "</td></tr></table>", "</td></tr></table>", "</body>", "</html>"]
    }

    private static func lines(of block: Block) -> [String] {
        switch block {
        case .paragraph(let text): ["<p style=\"margin:0 0 16px;\(body)\">\(text.escapedForHTML)</p>"]
        case .note(let text): [small(text)]
        case .written(let written): ["<div style=\"margin:0 0 16px;\(body)\">"] + written.html + ["</div>"]
        case .code(let digits): ["<p style=\"margin:0 0 16px;\(large)\">\(digits.escapedForHTML)</p>"]
        case .button(let link): button(link)
        case .facts(let facts): table(facts)
        case .links(let links): list(links)
        }
    }

    private static func button(_ link: Block.Link) -> [String] {
        [
            "<p style=\"margin:0 0 8px\"><a href=\"\(link.url.escapedForHTML)\" style=\"display:inline-block;padding:12px 24px;"
                + "border-radius:4px;background-color:#1f4fbf;color:#ffffff;\(body);font-weight:600;"
                + "text-decoration:none\">\(link.label.escapedForHTML)</a></p>",
            address(link),
        ]
    }

    private static func list(_ links: [Block.Link]) -> [String] {
        ["<ol style=\"margin:0 0 16px;padding:0 0 0 24px;\(body)\">"]
            + links.flatMap { link in
                [
                    "<li style=\"margin:0 0 12px\"><a href=\"\(link.url.escapedForHTML)\" style=\"font-weight:600\">"
                        + "\(link.label.escapedForHTML)</a>",
                    address(link) + "</li>",
                ]
            } + ["</ol>"]
    }

    private static func table(_ facts: [Block.Fact]) -> [String] {
        [
            "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 16px;\(body)\">"
        ]
            + facts.map { fact in
                "<tr><td style=\"padding:0 16px 4px 0;vertical-align:top\">\(fact.label.escapedForHTML)</td>"
                    + "<td style=\"padding:0 0 4px;vertical-align:top;font-weight:600\">\(fact.value.escapedForHTML)</td></tr>"
            } + ["</table>"]
    }

    /// The address spelled out, for those who rather copy it than trust a label.
    private static func address(_ link: Block.Link) -> String {
        "<p style=\"margin:0 0 16px;font-size:13px;line-height:18px;word-break:break-all\">\(link.url.escapedForHTML)</p>"
    }

    private static func small(_ text: String) -> String {
        "<p style=\"margin:0 0 8px;font-size:14px;line-height:20px\">\(text.escapedForHTML)</p>"
    }

    private static let font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
    private static let body = "font-size:16px;line-height:24px"
    private static let large =
        "font-family:Consolas,Menlo,monospace;font-size:32px;line-height:40px;letter-spacing:4px;white-space:nowrap"
}
