import Actions
import Domain

/// The form of a case as it was typed.
struct CaseEntry: Sendable {
    var reference = ""
    var title = ""
    /// An id, or empty for none.
    var type = ""
    var tags = ""
    var asksForCode = false

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["reference", "title", "type", "tags", "verification"])
        reference = form.text("reference")
        title = form.text("title")
        type = form.text("type")
        tags = form.text("tags")
        asksForCode = form.has("verification")
    }

    init(_ shown: LabelledCase) {
        let caseFile = shown.caseFile
        reference = caseFile.reference
        title = caseFile.title
        type = caseFile.type?.text ?? ""
        tags = shown.labels.tags.map(\.word).joined(separator: ", ")
        asksForCode = caseFile.asksForCode
    }

    /// What was typed, field by field, beside what somebody else saved meanwhile.
    func differences(from newer: LabelledCase) -> [Malformed] {
        let now = CaseEntry(newer)
        let fields = [
            ("reference", reference, now.reference, now.reference), ("title", title, now.title, now.title),
            ("type", type, now.type, newer.labels.type?.name ?? "none"), ("tags", tags, now.tags, now.tags),
            (
                "verification", "\(asksForCode)", "\(now.asksForCode)",
                now.asksForCode ? "asked for" : "up to the sender"
            ),
        ]
        let differing = fields.filter { $0.1.trimmed != $0.2.trimmed }.map { field, _, _, words in
            Malformed(
                field,
                words.isEmpty
                    ? "Somebody emptied this meanwhile. \(Self.again)"
                    : "Somebody changed this to “\(words)” meanwhile. \(Self.again)")
        }
        return differing.isEmpty
            ? [Malformed("reference", "Somebody changed this case meanwhile. \(Self.again)")] : differing
    }

    private static let again = "Save again to keep yours."

    func details(_ reading: inout FormReading) -> CaseDetails? {
        _ = reading.read { () throws(Malformed) in try Typed.line(title, field: "title") }
        let type = ID<CaseType>?.reading(self.type)
        if type == nil { reading.add(Malformed("type", "Choose a type from the list.")) }
        let tags = reading.read { () throws(Malformed) in try Typed.tags(self.tags) }
        let details = reading.read { () throws(Malformed) in
            try CaseDetails(
                reference: reference, title: title, type: type ?? nil, tags: tags ?? .none, asksForCode: asksForCode)
        }
        return reading.isGood ? details : nil
    }
}

extension Optional {
    /// The id in a field that may be empty; nil where there is something else in it.
    fileprivate static func reading<Of>(_ text: String) -> ID<Of>?? where Wrapped == ID<Of> {
        if text.isEmpty { return .some(nil) }
        return (try? ID<Of>(reading: text)).map { .some($0) }
    }
}
