/// One piece of a letter. The same pieces become the text part and the HTML part, so both say the same.
package enum Block: Hashable, Sendable {
    case paragraph(String)
    /// A code to be typed, in large digits.
    case code(String)
    /// The one thing to do, also spelled out as an address.
    case button(Link)
    /// Labels and values.
    case facts([Fact])
    /// Numbered from 1, each spelled out as an address.
    case links([Link])
    /// Smaller print.
    case note(String)
    /// What people wrote, with its formatting.
    case written(Written)

    /// A label and where it leads, on our own host.
    package struct Link: Hashable, Sendable {
        package let label: String
        package let url: String

        package init(label: String, url: String) {
            self.label = label
            self.url = url
        }
    }

    /// The same words twice: as lines of safe HTML without links, and as lines of text.
    package struct Written: Hashable, Sendable {
        package let html: [String]
        package let text: [String]

        package init(html: [String], text: [String]) {
            self.html = html
            self.text = text
        }
    }

    /// A label and its value.
    package struct Fact: Hashable, Sendable {
        package let label: String
        package let value: String

        package init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }
}

extension Block {
    var links: [Link] {
        switch self {
        case .button(let link): [link]
        case .links(let links): links
        case .paragraph, .code, .facts, .note, .written: []
        }
    }

    /// The markup in it, for checking.
    var markup: [String] { if case .written(let written) = self { written.html } else { [] } }

    /// Every text in it, for checking.
    var texts: [String] {
        switch self {
        case .paragraph(let text), .code(let text), .note(let text): [text]
        case .button(let link): [link.label, link.url]
        case .links(let links): links.flatMap { [$0.label, $0.url] }
        case .facts(let facts): facts.flatMap { [$0.label, $0.value] }
        case .written(let written): written.text
        }
    }
}
