package import Domain

/// Writes the letters of one organisation. It knows who sends them; callers pass only what the letter is about.
///
/// All letters but `fullUpdate` are in secure mode: none takes a name of a person, case or file, nor text of an update, so
/// none can tell them. `organisation` is the discreet name.
package struct LetterWriter: Sendable {
    package let fromName: String
    package let from: EmailAddress
    package let organisation: String
    package let contact: String
    package let host: String

    /// `fromName` is shown as the sender; `host` is that of the public URL, with its port if it has one.
    package init(
        fromName: String = "Secure Updates", from: EmailAddress, organisation: String, contact: String, host: String
    ) {
        self.fromName = fromName
        self.from = from
        self.organisation = organisation
        self.contact = contact
        self.host = host
    }

    func letter(
        _ kind: LetterKind, _ stamp: LetterStamp, subject: String? = nil, _ blocks: [Block],
        enclosures: [Enclosure] = []
    ) throws(Malformed) -> Letter {
        var references: [MessageID] = []
        for id in stamp.references { references.append(try MessageID(id: id, from: from)) }
        return Letter(
            fromName: fromName, from: from, to: stamp.to, subject: subject ?? kind.subject,
            preheader: kind.preheader, blocks: blocks, enclosures: enclosures, host: host, contact: contact,
            isAutomatic: kind.isAutomatic,
            messageID: try MessageID(id: stamp.id, from: from), references: references, date: stamp.date)
    }
}
