import Mustache

/// Turns pages into HTML by the templates that the binary carries, parsed once.
///
/// All text is escaped as it is put in. The one exception is the key `bodyHTML`, which holds sanitised HTML.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// Throws the parser's error, with line and column, when a template cannot be read.
    init() throws {
        var library = MustacheLibrary()
        for (name, content) in EmbeddedFiles.all where name.hasSuffix(".mustache") {
            try library.register("\(content)", named: String(name.dropLast(".mustache".count)))
        }
        self.library = library
    }

    /// The whole document, beginning with `<!doctype html>`.
    func render(_ page: any Page) -> String {
        let name = type(of: page).template
        guard let html = library.render(PageFields.of(page), withTemplate: name) else {
            preconditionFailure("The page \(name) has no template.")
        }
        return html
    }
}
