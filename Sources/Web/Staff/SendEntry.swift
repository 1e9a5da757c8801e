import Actions
import Domain

/// What the send dialog says, as it was ticked and typed.
struct SendEntry {
    let recipients: [ID<Person>]
    let groups: [ID<DistributionGroup>]
    let note: String
    let verification: Bool
    let associate: Bool
    /// In seconds.
    let life: String
    /// What the mails hold, a word of `MailContent`; nil as it is usual.
    let mail: String?
    /// Whether those who cannot be sent to may be left out.
    let leavesOut: Bool
    /// What the check page showed and made; nil before.
    let checked: Checked?

    /// What the check page adds.
    struct Checked {
        /// What names the request.
        let key: String
        /// What names those who were shown.
        let seen: String
    }

    private static let fields: Set<String> = ["note", "verification", "associate", "life", "mail"]

    /// The dialog as it first stands: nobody chosen, protected where somebody asks for it, seven days.
    init(standardFor choices: SendChoices, in organisation: Organisation) {
        recipients = []
        groups = []
        note = ""
        verification = choices.verification.isAsked
        associate = true
        life = LinkLifeChoices(organisation).standard
        mail = nil
        leavesOut = false
        checked = nil
    }

    /// Everything as in an earlier send, whose groups are the people they came to.
    init(like sent: TrackedSend, in organisation: Organisation) {
        let options = sent.send.options
        recipients = sent.deliveries.map(\.delivery).filter { $0.delegateOf == nil }.map(\.recipient)
        groups = []
        note = options.additionalNote ?? ""
        verification = options.identityVerification
        associate = options.associateOtherRecipients
        life = LinkLifeChoices(organisation).standard(like: options.linkLifetime)
        mail = options.mail.rawValue
        leavesOut = false
        checked = nil
    }

    /// Throws 422 for ids that are none: no page of ours has them.
    init(reading form: Form, withKey: Bool) throws {
        try form.only(
            Self.fields.union(withKey ? ["key", "seen", "leave-out"] : []), several: ["recipient", "group"])
        recipients = try Self.ids("recipient", form)
        groups = try Self.ids("group", form)
        note = form.text("note")
        verification = form.has("verification")
        associate = form.has("associate")
        life = form.text("life")
        mail = form.optional("mail") ?? MailContent.notice.rawValue
        leavesOut = form.has("leave-out")
        guard withKey else {
            checked = nil
            return
        }
        guard let key = form.optional("key"), (1...100).contains(key.utf8.count) else { throw Refusal.status(422) }
        checked = Checked(key: key, seen: form.text("seen"))
    }

    /// Whom it names, as the check page showed it.
    var choice: RecipientChoice {
        guard let checked, !groups.isEmpty else { return RecipientChoice(recipients, groups: groups) }
        return RecipientChoice(
            recipients, groups: groups, agreement: .seen(checked.seen, leavesOut: leavesOut))
    }

    /// What it asks for, or nil and what is wrong in `reading`.
    func options(for organisation: Organisation, _ reading: inout FormReading) -> SendOptions? {
        let note = reading.read { () throws(Malformed) in try SendOptions.note(reading: self.note) }
        let lifetime = reading.read { () throws(Malformed) in
            try LinkLifeChoices(organisation).lifetime(reading: life, field: "life")
        }
        let mail = reading.read { () throws(Malformed) in try content() }
        guard let note, let lifetime, let mail else { return nil }
        return SendOptions(
            identityVerification: verification, associateOtherRecipients: associate, linkLifetime: lifetime,
            additionalNote: note, mail: mail)
    }

    private func content() throws(Malformed) -> MailContent {
        guard let content = MailContent(rawValue: mail ?? "") else { throw Malformed("mail", "Choose one of these.") }
        return content
    }

    /// Everything chosen, and what the check page shows of it, for a page that sends it on.
    func hidden(key: String, _ send: CheckedSend) -> [HiddenField] {
        var fields = recipients.map { HiddenField(name: "recipient", value: $0.text) }
        fields += groups.map { HiddenField(name: "group", value: $0.text) }
        if !groups.isEmpty { fields.append(HiddenField(name: "seen", value: send.seen)) }
        fields.append(HiddenField(name: "note", value: note))
        if verification { fields.append(HiddenField(name: "verification", value: "on")) }
        if associate { fields.append(HiddenField(name: "associate", value: "on")) }
        return fields + [HiddenField(name: "life", value: life)]
            + (mail.map { [HiddenField(name: "mail", value: $0)] } ?? []) + [HiddenField(name: "key", value: key)]
    }

    private static func ids<Of>(_ name: String, _ form: Form) throws -> [ID<Of>] {
        try form.all(name).map { text throws(Refusal) in
            guard let id = try? ID<Of>(reading: text) else { throw .status(422) }
            return id
        }
    }
}
