import Actions
import Domain

/// The form of an update as it was typed.
struct UpdateEntry: Sendable {
    /// Bytes of the form: a text of 64 KiB, percent-encoded, with room to be told that it is too long.
    static let formLimit = 1 << 20

    var title = ""
    var body = ""
    /// The button that was pressed.
    var then = ""

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["title", "body", "then"])
        title = form.text("title")
        body = form.text("body")
        then = form.text("then")
    }

    init(_ update: CaseUpdate) {
        title = update.title
        body = update.body.text
    }

    /// The text, in the format in which it was begun, if it can be one; everything that is wrong with it otherwise.
    func text(_ reading: inout FormReading, format: UpdateBody.Format = .markdown) -> UpdateText? {
        _ = reading.read { () throws(Malformed) in try Typed.line(title, field: "title") }
        let text = reading.read { () throws(Malformed) in
            // A missing title is told by now; the text is to be judged all the same.
            try UpdateText(title: title.allSatisfy(\.isWhitespace) ? "-" : title, body: body, format: format)
        }
        return reading.isGood ? text : nil
    }
}
