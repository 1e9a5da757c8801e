import Actions
import Domain

/// What the send dialog says, as it was ticked and typed.
struct SendEntry {
    let recipients: [ID<Person>]
    let note: String
    let verification: Bool
    let associate: Bool
    /// In seconds.
    let life: String
    /// What names the request; the check page has made it.
    let key: String?

    private static let fields: Set<String> = ["note", "verification", "associate", "life"]

    /// The dialog as it first stands: nobody chosen, an open link, seven days.
    init(standardFor organisation: Organisation) {
        recipients = []
        note = ""
        verification = false
        associate = true
        life = LinkLifeChoices(organisation).standard
        key = nil
    }

    /// Throws 422 for ids that are none: no page of ours has them.
    init(reading form: Form, withKey: Bool) throws {
        try form.only(Self.fields.union(withKey ? ["key"] : []), several: ["recipient"])
        recipients = try form.all("recipient").map { text throws(Refusal) in
            guard let id = try? ID<Person>(reading: text) else { throw .status(422) }
            return id
        }
        note = form.text("note")
        verification = form.has("verification")
        associate = form.has("associate")
        life = form.text("life")
        key = form.optional("key")
        if withKey, !Self.isKey(key) { throw Refusal.status(422) }
    }

    /// What it asks for, or nil and what is wrong in `reading`.
    func options(for organisation: Organisation, _ reading: inout FormReading) -> SendOptions? {
        let note = reading.read { () throws(Malformed) in try SendOptions.note(reading: self.note) }
        let lifetime = reading.read { () throws(Malformed) in
            try LinkLifeChoices(organisation).lifetime(reading: life, field: "life")
        }
        guard let note, let lifetime else { return nil }
        return SendOptions(
            identityVerification: verification, associateOtherRecipients: associate, linkLifetime: lifetime,
            additionalNote: note)
    }

    /// Everything chosen, for a page that sends it on; with the name of the request.
    func hidden(key: String) -> [HiddenField] {
        var fields = recipients.map { HiddenField(name: "recipient", value: $0.text) }
        fields.append(HiddenField(name: "note", value: note))
        if verification { fields.append(HiddenField(name: "verification", value: "on")) }
        if associate { fields.append(HiddenField(name: "associate", value: "on")) }
        return fields + [HiddenField(name: "life", value: life), HiddenField(name: "key", value: key)]
    }

    private static func isKey(_ key: String?) -> Bool { key.map { (1...100).contains($0.utf8.count) } ?? false }
}
