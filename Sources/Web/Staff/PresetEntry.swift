import Actions
import Domain

/// The form of a preset as it was typed.
struct PresetEntry: Sendable {
    var name = ""
    /// The id of the access group.
    var group = AccessGroup.standard.text
    var title = ""
    var body = ""

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["name", "group", "title", "body"])
        name = form.text("name")
        group = form.text("group")
        title = form.text("title")
        body = form.text("body")
    }

    init(_ preset: Preset) {
        name = preset.name
        group = preset.accessGroup.text
        title = preset.title
        body = preset.body
    }

    /// The preset, if it can be one; what is wrong with it otherwise.
    func text(_ reading: inout FormReading) -> PresetText? {
        _ = reading.read { () throws(Malformed) in try Typed.line(name, field: "name", limit: 60) }
        _ = reading.read { () throws(Malformed) in try Typed.line(title, field: "title") }
        guard let id = try? ID<AccessGroup>(reading: group) else {
            reading.add(UpdateEntry.noSuchGroup)
            return nil
        }
        let text = reading.read { () throws(Malformed) in
            // What is missing is told by now; the rest is to be judged all the same.
            try PresetText(
                name: name.hasInk ? name : "-", group: id, title: title.hasInk ? title : "-", body: body)
        }
        return reading.isGood ? text : nil
    }

    /// What was typed beside what somebody else saved meanwhile.
    func differences(from newer: PresetEntry) -> [Malformed] {
        let again = "Save again to keep yours."
        let fields = [("name", name, newer.name), ("title", title, newer.title), ("body", body, newer.body)]
        let differing = fields.filter { $0.1.replacing("\r\n", with: "\n") != $0.2 }.map { field, _, now in
            Malformed(field, "Somebody changed this to “\(now)” meanwhile. \(again)")
        }
        return differing.isEmpty ? [Malformed("name", "Somebody changed this preset meanwhile. \(again)")] : differing
    }
}
