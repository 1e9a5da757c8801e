import Actions
import Domain

/// The form of an update as it was typed.
struct UpdateEntry: Sendable {
    /// Bytes of the form: a text of 64 KiB, percent-encoded, with room to be told that it is too long.
    static let formLimit = 1 << 20

    var title = ""
    var body = ""
    /// The id of the access group; empty leaves the one it has.
    var group = ""
    /// The id of the preset whose button was pressed.
    var preset = ""
    /// The button that was pressed.
    var then = ""

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["title", "body", "group", "preset", "then"])
        title = form.text("title")
        body = form.text("body")
        group = form.text("group")
        preset = form.text("preset")
        then = form.text("then")
    }

    init(_ update: CaseUpdate) {
        title = update.title
        body = update.body.text
        group = update.accessGroup.text
    }

    /// The text, in the format in which it was begun, if it can be one; everything that is wrong with it otherwise.
    func text(_ reading: inout FormReading, format: UpdateBody.Format = .markdown) -> UpdateText? {
        _ = reading.read { () throws(Malformed) in try Typed.line(title, field: "title") }
        let group: ID<AccessGroup>? = group.isEmpty ? nil : try? ID(reading: group)
        if group == nil, !self.group.isEmpty { reading.add(Self.noSuchGroup) }
        let text = reading.read { () throws(Malformed) in
            // A missing title is told by now; the text is to be judged all the same.
            try UpdateText(
                title: title.allSatisfy(\.isWhitespace) ? "-" : title, body: body, format: format, group: group)
        }
        return reading.isGood ? text : nil
    }

    /// Puts a preset in: its title where none was typed, its text behind what was.
    mutating func begin(title: String, body: String) {
        if !self.title.hasInk { self.title = title }
        self.body = self.body.hasInk ? "\(self.body)\n\n\(body)" : body
    }

    /// Whether no variable is left in it.
    var isResolved: Bool { VariableText(title).names.isEmpty && VariableText(body).names.isEmpty }

    /// What is wrong with variables that stand for nothing, field by field (N-43).
    func unresolved(_ reading: inout FormReading) {
        for (field, text) in [("title", title), ("body", body)] {
            let names = VariableText(text).names
            if !names.isEmpty { reading.add(VariableText.unresolved(names, field: field)) }
        }
    }

    /// The text as a page would show it, sanitised; nil and what is wrong with it otherwise.
    func preview(_ reading: inout FormReading, format: UpdateBody.Format) -> String? {
        reading.read { () throws(Malformed) in try UpdateText(title: "-", body: body, format: format).html }
    }

    static let noSuchGroup = Malformed("group", "Choose an access group from the list.")
}
