package import Domain
import HTML

extension UpdateBody {
    /// The text as a page may show it, sanitised now (MH-01). What cannot be read any more is shown as nothing.
    package var html: String {
        let text =
            switch format {
            case .markdown: try? RichText(markdown: text)
            case .html: try? RichText(html: text)
            }
        return text?.html ?? ""
    }
}
