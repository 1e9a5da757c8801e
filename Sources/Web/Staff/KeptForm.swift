import Actions
import Domain

/// A form that came when its sign-in was over: what it said is carried through signing in, so that nothing typed is lost.
struct KeptForm: Sendable {
    /// Where to go, or where to send the fields again.
    let next: ReturnPath
    let fields: [(name: String, value: String)]

    private static let prefix = "kept."

    init(next: ReturnPath, fields: [(name: String, value: String)] = []) {
        self.next = next
        self.fields = fields
    }

    /// Reads what `hidden` wrote; throws 422 for any other field that is not among `known`.
    init(reading form: Form, besides known: Set<String>) throws(Refusal) {
        try form.only(known.union(["next"])) { $0.hasPrefix(Self.prefix) }
        next = ReturnPath(reading: form.optional("next"))
        fields = form.named { $0.hasPrefix(Self.prefix) }.map {
            (String($0.name.dropFirst(Self.prefix.count)), $0.value)
        }
    }

    /// Keeps all that was typed but passwords. A button alone is not pressed again: its page is shown.
    init(cutOff form: Form, at path: ReturnPath) {
        let typed = form.named { $0 != "password" && $0 != "current" }
        guard path.text != "/", !typed.isEmpty else {
            self.init(next: path.page)
            return
        }
        self.init(next: path, fields: typed)
    }

    /// Keeps all that was typed but passwords, while its sender proves who they are: also where the form was a button alone.
    init(unproven form: Form, at path: ReturnPath) {
        self.init(next: path, fields: form.named { $0 != "password" && $0 != "current" })
    }

    /// What is sent again, under the names that it had.
    var again: [HiddenField] { fields.map { HiddenField(name: $0.name, value: $0.value) } }

    /// For the sign-in page.
    var hidden: [HiddenField] {
        (next.text == "/" ? [] : [HiddenField(name: "next", value: next.text)])
            + fields.map { HiddenField(name: Self.prefix + $0.name, value: $0.value) }
    }
}
