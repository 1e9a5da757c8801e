import Cryptography
package import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Queues the mail that brings these links, or the update with its files, to the delivery's own address and nowhere else.
    /// Without a plan it brings a new link in place of an expired one.
    func queueNotice(
        of delivery: Delivery, send: Send, links: [FileLink], plan: MailPlan?, due: Moment? = nil, now: Moment,
        in transaction: any Transaction
    ) throws {
        guard let until = links.map(\.availableUntil).min() else { return }
        let id: ID<QueuedLetter> = try world.newID()
        let stamp = LetterStamp(to: delivery.address, id: id.text, date: now)
        let targets = try links.map { (file: $0.attachment, url: try url(of: $0)) }
        let asks = send.options(of: delivery).identityVerification
        let letter =
            try plan.map {
                try self.delegateLetter(stamp, to: delivery, links: targets, until: until, in: transaction)
                    ?? self.letter(stamp, $0, links: targets, until: until, asksForCode: asks)
            }
            ?? letterWriter.renewedLink(
                stamp, links: Self.numbered(targets), until: StatedTime(until), asksForCode: asks)
        try Outbox(transaction).insert(
            queued(
                letter, id: id, kind: plan == nil ? .renewal : .notice, to: delivery.address, delivery: delivery.id,
                link: links.count == 1 ? links.first?.id : nil, givingUpAt: now + .hours(72)),
            due: due, now: now)
        try EnclosedFiles(transaction).insert(plan?.enclosed.map(\.id) ?? [], into: id)
    }

    /// The mail of a send; the check page shows the same before anything is sent.
    func letter(
        _ stamp: LetterStamp, _ plan: MailPlan, links: [(file: ID<Attachment>?, url: String)], until: Moment,
        asksForCode: Bool
    ) throws -> Letter {
        guard let full = plan.full else {
            return try letterWriter.caseUpdate(
                stamp, links: Self.numbered(links), until: StatedTime(until), asksForCode: asksForCode,
                wording: plan.wording)
        }
        let carriage: FullUpdate.Carriage =
            plan.content == .files
            ? .enclosed(plan.files.map { Enclosure(name: $0.name, type: $0.mediaType) })
            : .links(
                links.map { Block.Link(label: Self.label($0.file, among: plan.files), url: $0.url) },
                until: StatedTime(until), asksForCode: asksForCode)
        return try letterWriter.fullUpdate(
            stamp,
            FullUpdate(
                subject: MailText.line(full.subject), caseReference: MailText.line(full.caseReference),
                body: full.body, note: full.note, wording: plan.wording, carriage: carriage))
    }

    /// Links that name no file.
    static func numbered(_ links: [(file: ID<Attachment>?, url: String)]) -> NoticeLinks {
        links.contains { $0.file == nil } ? .text(links.first?.url ?? "") : .files(links.map(\.url))
    }

    private static func label(_ id: ID<Attachment>?, among files: [Attachment]) -> String {
        guard let id else { return "Open the update" }
        return files.first { $0.id == id }.map { MailText.line($0.name.text) } ?? "File"
    }

    /// The signed URL of a link; the same each time while its key is the newest.
    package func url(of link: FileLink) throws -> String {
        let token = try links.token(for: LinkClaims(link: link.id, expiresAt: link.expiresAt))
        return "\(organisation.origin)/f/\(token)"
    }
}
