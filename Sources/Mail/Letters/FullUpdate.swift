package import Domain

/// A case update as a mail brings it: the one letter that tells of a case.
package struct FullUpdate: Hashable, Sendable {
    /// In one line.
    package let subject: String
    package let caseReference: String
    package let body: Block.Written
    /// A text for each paragraph, for above the update; none where it stands in the organisation's words.
    package let note: [String]
    package let wording: LetterWording
    package let carriage: Carriage

    /// How its files come.
    package enum Carriage: Hashable, Sendable {
        /// By links, labelled with the names of the files, or with one to the update where it has none.
        case links([Block.Link], until: StatedTime, asksForCode: Bool)
        case enclosed([Enclosure])
    }

    package init(
        subject: String, caseReference: String, body: Block.Written, note: [String], wording: LetterWording,
        carriage: Carriage
    ) {
        self.subject = subject
        self.caseReference = caseReference
        self.body = body
        self.note = note
        self.wording = wording
        self.carriage = carriage
    }
}

extension LetterWriter {
    /// Brings a case update itself. Who reads the mail on its way reads the update.
    package func fullUpdate(_ stamp: LetterStamp, _ update: FullUpdate) throws(Malformed) -> Letter {
        var blocks = update.wording.above("Someone you know at \(organisation) sent you a case update.")
        blocks.append(.facts([Block.Fact("Reference", update.caseReference)]))
        blocks += update.note.map(Block.paragraph)
        if !update.body.text.isEmpty { blocks.append(.written(update.body)) }
        var enclosures: [Enclosure] = []
        switch update.carriage {
        case .links(let links, let until, let asksForCode):
            blocks.append(links.count == 1 ? .button(links[0]) : .links(links))
            blocks += terms(until: until, asksForCode: asksForCode)
        case .enclosed(let files):
            enclosures = files
            blocks.append(
                .facts(files.enumerated().map { Block.Fact("Attached file \($0 + 1)", MailText.line($1.name.text)) }))
        }
        return try letter(
            .fullUpdate, stamp, subject: update.subject, blocks + update.wording.below, enclosures: enclosures)
    }
}
