import Domain

/// What goes on after a visit to the sign-in service, as its row keeps it.
extension KeptForm {
    /// With `retype` a password has to be typed again. What is too long to be kept goes on at its page, with nothing typed.
    func text(retype: Bool = false) -> String {
        let fields = hidden + (retype ? [HiddenField(name: "retype", value: "password")] : [])
        let text = fields.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
            .joined(separator: "&")
        guard text.utf8.count <= ProviderVisit.mostKept else { return KeptForm(next: next.page).text() }
        return text
    }

    /// Reads what `text` wrote.
    init(text: String) throws(Refusal) {
        self = try Self.read(text).kept
    }

    /// The same with whether a password has to be typed again.
    static func read(_ text: String) throws(Refusal) -> (kept: KeptForm, retype: Bool) {
        let form = try Form(reading: Array(text.utf8))
        return (try KeptForm(reading: form, besides: ["retype"]), form.has("retype"))
    }
}
