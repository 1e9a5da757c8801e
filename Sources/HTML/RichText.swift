package import Domain

/// Text with paragraphs, lists, quotations, emphasis and links, safe to put into a page or a letter.
///
/// Whatever was handed in, `html` holds only the elements `p br ul ol li blockquote pre code strong em u del` and
/// `a` with an `https`, `http` or `mailto` address: it is written anew from the parsed tree, never copied from the
/// input (MH-01). Reading `html` again gives the same value.
package struct RichText: Hashable, Sendable {
    /// Well-formed HTML, at most 256 KiB and 5,000 tags. A fragment: it stands inside an element of the page.
    package let html: String

    /// Reads HTML that may be hostile. Elements outside the list are unwrapped or, where their content is not text
    /// for people (scripts, styles, foreign markup, controls), dropped. Throws `Malformed` for the field "body" when
    /// the input, or what would be written for it, is beyond the limits.
    package init(html: String) throws(Malformed) {
        try ReadingLimits.check(html)
        self.html = HTMLWriter.write(Flow.events(of: ParsedTree.leaves(of: html)))
        try ReadingLimits.check(self.html)
    }

    /// Reads GitHub-flavoured Markdown with strikethrough and bare addresses; HTML inside it is left out.
    /// Throws `Malformed` for the field "body" beyond 64 KiB, and as `init(html:)`.
    package init(markdown: String) throws(Malformed) {
        try self.init(html: Markdown.html(of: markdown))
    }

    /// True when nothing would be seen.
    package var isEmpty: Bool { html.isEmpty }

    /// The same for a mail's HTML part: a link is its text with the address behind it, as letters lead to our own host only.
    package var withoutLinks: String {
        HTMLWriter.write(Flow.events(of: ParsedTree.leaves(of: html)), spellingOutLinks: true)
    }

    /// The same words for a mail's text part: lists with dashes or numbers, quotations behind `>`, links as
    /// "text (address)". Lines end in `\n` and are not folded.
    package var plain: String {
        PlainWriter.write(Flow.events(of: ParsedTree.leaves(of: html)))
    }
}
