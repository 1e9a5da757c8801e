package import Domain
import HTML

/// What somebody says about a preset.
package struct PresetText: Hashable, Sendable {
    let name: String
    let group: ID<AccessGroup>
    let title: String
    let body: String

    /// Variables that stand for nothing are refused by their names, for the field they are in (N-43).
    package init(name: String, group: ID<AccessGroup>, title: String, body: String) throws(Malformed) {
        self.name = try Typed.line(name, field: "name", limit: 60)
        self.group = group
        self.title = try Typed.line(title, field: "title")
        let text = try UpdateBody(reading: body.replacing("\r\n", with: "\n"), format: .markdown).text
        _ = try RichText(markdown: text)
        self.body = text
        for (field, text) in [("title", self.title), ("body", text)] {
            let unknown = VariableText(text).unknown
            guard unknown.isEmpty else { throw VariableText.unresolved(unknown, field: field) }
        }
    }

    func preset(_ id: ID<Preset>, createdAt: Moment) -> Preset {
        Preset(id: id, name: name, accessGroup: group, title: title, body: body, createdAt: createdAt)
    }
}
