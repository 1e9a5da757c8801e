import Cryptography
package import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Queues the mail that brings these links to the delivery's own address and nowhere else.
    func queueNotice(
        of delivery: Delivery, send: Send, links: [FileLink], kind: Records.LetterKind, due: Moment? = nil,
        now: Moment, in transaction: any Transaction
    ) throws {
        guard let until = links.map(\.availableUntil).min() else { return }
        let id: ID<QueuedLetter> = try world.newID()
        let letter = try notice(
            stamp: LetterStamp(to: delivery.address, id: id.text, date: now), send: send, links: links, until: until,
            kind: kind)
        try Outbox(transaction).insert(
            queued(
                letter, id: id, kind: kind, to: delivery.address, delivery: delivery.id,
                link: links.count == 1 ? links.first?.id : nil, givingUpAt: now + .hours(72)),
            due: due, now: now)
    }

    /// The words of a notice; the check page shows the same before anything is sent.
    func notice(
        stamp: LetterStamp, send: Send, links: [FileLink], until: Moment, kind: Records.LetterKind
    ) throws -> Letter {
        let urls = try links.map { try url(of: $0) }
        let targets: NoticeLinks = links.contains { $0.attachment == nil } ? .text(urls.first ?? "") : .files(urls)
        let asks = send.options.identityVerification
        return kind == .renewal
            ? try letterWriter.renewedLink(stamp, links: targets, until: StatedTime(until), asksForCode: asks)
            : try letterWriter.caseUpdate(stamp, links: targets, until: StatedTime(until), asksForCode: asks)
    }

    /// The signed URL of a link; the same each time while its key is the newest.
    package func url(of link: FileLink) throws -> String {
        let token = try links.token(for: LinkClaims(link: link.id, expiresAt: link.expiresAt))
        return "\(organisation.origin)/f/\(token)"
    }
}
