import Domain
import Mustache

/// Turns pages into HTML by the templates that the binary carries, parsed once.
///
/// All text is escaped as it is put in. The one exception is the key `bodyHTML`, which holds sanitised HTML.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// What escapes instead of the library, which compares characters. The library goes back to its own in each partial, so every
    /// template begins with it; one that named what is not registered would not be read.
    private struct OurEscaping: MustacheContentType {
        static let name = "PAGE"
        func escapeText(_ text: String) -> String { text.escapedForHTML }
    }

    /// Throws the parser's error, with line and column, when a template cannot be read.
    init() throws {
        MustacheContentTypes.register(OurEscaping(), named: OurEscaping.name)
        var library = MustacheLibrary()
        for (name, content) in EmbeddedFiles.all where name.hasSuffix(".mustache") {
            let template = "{{% CONTENT_TYPE:\(OurEscaping.name)}}\(content)"
            try library.register(template, named: String(name.dropLast(".mustache".count)))
        }
        self.library = library
    }

    /// The whole document, beginning with `<!doctype html>`.
    func render(_ page: any Page) -> String {
        render(PageFields.of(page), by: type(of: page).template)
    }

    /// These fields by that template.
    func render(_ fields: Any, by name: String) -> String {
        guard let html = library.render(fields, withTemplate: name) else {
            preconditionFailure("The page \(name) has no template.")
        }
        return html
    }
}
