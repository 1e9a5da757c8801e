import Domain

/// Writes events as HTML. Every character of the input passes `escaped`, those of addresses `SafeLink` as well.
enum HTMLWriter {
    /// `spellingOutLinks` puts the address of a link behind its text, unless that is the text, and no link.
    static func write(_ events: [FlowEvent], spellingOutLinks: Bool = false) -> String {
        var html = ""
        var linkText = ""
        for event in events {
            switch event {
            case .words(let text), .verbatim(let text): linkText += text
            case .space: linkText += " "
            default: break
            }
            switch event {
            case .open(let step) where spellingOutLinks && isLink(step.mark): linkText = ""
            case .close(let step) where spellingOutLinks && isLink(step.mark):
                html += addressBehind(linkText, step.mark)
            case .open(let step): html += opening(step.mark)
            case .close(let step): html += "</" + name(step.mark) + ">"
            case .words(let text), .verbatim(let text): html += text.escapedForHTML
            case .space: html += " "
            case .lineBreak: html += "<br>"
            }
        }
        return html
    }

    private static func isLink(_ mark: Mark) -> Bool { if case .link = mark { true } else { false } }

    private static func addressBehind(_ text: String, _ mark: Mark) -> String {
        guard case .link(let link) = mark, text != link.address, "mailto:" + text != link.address else { return "" }
        return " (\(link.address.escapedForHTML))"
    }

    private static func opening(_ mark: Mark) -> String {
        switch mark {
        case .link(let link): "<a href=\"\(link.address.escapedForHTML)\" rel=\"noopener noreferrer nofollow\">"
        // A parser takes away one line end after this tag; ours is the one it takes.
        case .preformatted: "<pre>\n"
        default: "<" + name(mark) + ">"
        }
    }

    private static func name(_ mark: Mark) -> String {
        switch mark {
        case .quote: "blockquote"
        case .list: "ul"
        case .numberedList: "ol"
        case .item: "li"
        case .paragraph: "p"
        case .preformatted: "pre"
        case .strong: "strong"
        case .emphasis: "em"
        case .underline: "u"
        case .deleted: "del"
        case .code: "code"
        case .link: "a"
        }
    }
}
