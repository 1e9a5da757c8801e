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
    /// The button that was pressed.
    var then = ""

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["title", "body", "group", "then"])
        title = form.text("title")
        body = form.text("body")
        group = form.text("group")
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

    /// The text as a page would show it, sanitised; nil and what is wrong with it otherwise.
    func preview(_ reading: inout FormReading, format: UpdateBody.Format) -> String? {
        reading.read { () throws(Malformed) in try UpdateText(title: "-", body: body, format: format).html }
    }

    static let noSuchGroup = Malformed("group", "Choose an access group from the list.")
}
