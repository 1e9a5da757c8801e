/// The form that puts somebody on a case, as it was filled in.
struct AssignmentEntry: Sendable {
    var person = ""
    var role = ""
    var isPrimary = false
    /// Whether a mail tells them.
    var notifies = false

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["person", "role", "primary", "notice"])
        person = form.text("person")
        role = form.text("role")
        isPrimary = form.has("primary")
        notifies = form.has("notice")
    }
}
