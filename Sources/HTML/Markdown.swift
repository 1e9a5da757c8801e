import CCMark
import Domain

/// GitHub-flavoured Markdown, turned into HTML by cmark-gfm. The result is *not* yet safe: it goes through the same
/// allow-list as any other HTML.
enum Markdown {
    /// Some constructs cost the parser time in the square of their number; twenty pages of text stay far below this.
    private static let longest = 64 * 1_024

    /// Registration writes to a list shared by the process; the language runs this initialiser once.
    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

    static func html(of markdown: String) throws(Malformed) -> String {
        guard markdown.utf8.count <= longest else {
            throw Malformed("body", "Use at most 64 KiB of text.")
        }
        _ = registered
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return "" }
        defer { cmark_parser_free(parser) }
        for name in ["autolink", "strikethrough"] {
            guard let found = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, found)
        }
        var text = markdown
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        return rendered(parser)
    }

    private static func rendered(_ parser: OpaquePointer) -> String {
        guard let document = cmark_parser_finish(parser) else { return "" }
        defer { cmark_node_free(document) }
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let html = cmark_render_html(document, CMARK_OPT_DEFAULT, extensions) else { return "" }
        defer { cmark_get_default_mem_allocator()?.pointee.free(html) }
        return String(cString: html)
    }
}
