import Cryptography
package import Domain
import Mail
import Records
import SQL

/// A mail as it would look, of a case that there is not.
package struct PreviewedMail: Sendable {
    package let subject: String
    package let text: String
    package let html: String
    /// The whole message, headers and all.
    package let source: String
}

/// How asking for a test mail ends.
package enum MailedTest: Hashable, Sendable {
    case notAllowed
    case mailed
}

extension Installation {
    /// A mail with these words and made-up values. Changes nothing.
    package func previewMail(
        _ template: MailTemplate, wording: MailWording, to address: EmailAddress? = nil
    ) throws -> PreviewedMail {
        let stamp = LetterStamp(
            to: address ?? organisation.mailFrom, id: try newRequestKey(), date: world.now())
        let letter = try sample(template, wording, stamp)
        return PreviewedMail(
            subject: letter.subject, text: letter.plainText, html: letter.htmlText,
            source: String(decoding: try letter.octets(), as: UTF8.self))
    }

    /// Mails whoever asks the template as it is saved, with made-up values.
    package func mailTest(of template: MailTemplate, by viewer: Viewer) async throws -> MailedTest {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepMail,
                let address = try People(transaction).find(viewer.person)?.primaryAddress
            else { return .notAllowed }
            let id: ID<QueuedLetter> = try self.world.newID()
            let letter = try self.sample(
                template, MailWordings(transaction).current(template),
                LetterStamp(to: address, id: id.text, date: now))
            try Outbox(transaction).insert(
                self.queued(letter, id: id, kind: .staff, to: address, givingUpAt: now + .hours(72)), now: now)
            return .mailed
        }
    }

    private func sample(
        _ template: MailTemplate, _ wording: MailWording, _ stamp: LetterStamp
    ) throws -> Letter {
        let until = StatedTime(world.now() + .days(7))
        let url = "\(organisation.origin)/help"
        guard template == .update else {
            let words = MailWords([.organisationName: organisation.discreetName])
            return try letterWriter.caseUpdate(
                stamp, links: .files([url, url]), until: until, asksForCode: true,
                wording: words.letterWording(wording))
        }
        let values: [MailVariable: String] = [
            .organisationName: organisation.name, .caseReference: "SAMPLE-1", .caseTitle: "A sample case",
            .updateTitle: "A sample update", .senderName: "Sam Sender",
        ]
        let words = MailWords(values, note: "A sample of the note that a sender can add.")
        return try letterWriter.fullUpdate(
            stamp,
            FullUpdate(
                subject: words.subject(wording) ?? "A sample update", caseReference: "SAMPLE-1",
                body: Block.Written(
                    html: ["<p>Here stands the text of the update.</p>"], text: ["Here stands the text of the update."]),
                note: MailWords.placesNote(wording) ? [] : words.note, wording: words.letterWording(wording),
                carriage: .links(
                    [Block.Link(label: "Report.pdf", url: url), Block.Link(label: "Map.png", url: url)], until: until,
                    asksForCode: true)))
    }
}
