import Cryptography
import Domain
package import Mail
import Records
import SQL

/// What staff are told by mail about a delivery.
enum StaffNotice: Sendable {
    case deliveryFailed(reason: String)
    case codesRefused
    case renewalWaiting
    case misdelivery

    /// What it is among their notifications.
    var kind: NotificationKind {
        switch self {
        case .deliveryFailed: .deliveryFailed
        case .codesRefused: .linkSuspended
        case .renewalWaiting: .linkRequested
        case .misdelivery: .misdelivery
        }
    }

    var reason: String? { if case .deliveryFailed(let reason) = self { reason } else { nil } }
}

extension Installation {
    package var letterWriter: LetterWriter {
        LetterWriter(
            fromName: organisation.discreetName, from: organisation.mailFrom, organisation: organisation.discreetName,
            contact: organisation.contact, host: organisation.host)
    }

    /// Seals a letter for the outbox row `id`.
    func queued(
        _ letter: Letter, id: ID<QueuedLetter>, kind: Records.LetterKind, to address: EmailAddress,
        delivery: ID<Delivery>? = nil, link: ID<FileLink>? = nil, givingUpAt end: Moment
    ) throws -> QueuedLetter {
        QueuedLetter(
            id: id, kind: kind, address: address, delivery: delivery, link: link,
            sealed: try sealer.seal(try letter.octets(), context: id.text), giveUpAt: end)
    }

    /// The mail that brings a code: given up when the code is over, since a late one helps nobody.
    func codeLetter(
        _ request: CodeRequest, to recipient: CodeRecipient, browser: String, now: Moment
    ) throws -> QueuedLetter {
        let stamp = LetterStamp(to: recipient.address, id: request.letterID.text, date: now)
        let (code, minutes) = (CodeEntry.grouped(request.code.digits), Int(codeLimits.codeLife.components.seconds / 60))
        let letter: Letter
        var link: ID<FileLink>?
        switch request.door {
        case .link(let id):
            link = id
            letter = try letterWriter.verificationCode(
                stamp, code: code, reference: request.reference, browser: browser, minutes: minutes)
        case .portal:
            letter = try letterWriter.portalCode(
                stamp, code: code, reference: request.reference, browser: browser, minutes: minutes)
        }
        return try queued(
            letter, id: request.letterID, kind: .code, to: recipient.address, delivery: recipient.delivery, link: link,
            givingUpAt: now + codeLimits.codeLife)
    }

    /// Queues a mail about this delivery to whoever sent it, in the transaction of its cause.
    func tellSender(
        of file: LinkedFile, _ notice: StaffNotice, now: Moment, in transaction: any Transaction
    ) throws {
        try tellSender(of: file.send, about: file.delivery, notice, now: now, in: transaction)
    }

    func tellSender(
        of send: Send, about delivery: Delivery, _ notice: StaffNotice, now: Moment, in transaction: any Transaction
    ) throws {
        if let update = try CaseUpdates(transaction).find(send.update) {
            let cause = NotificationCause(
                notice.kind, of: update, delivery: delivery.id, by: nil, detail: notice.reason)
            try notifier.tell(send.sender, of: cause, now: now, in: transaction)
        }
        guard try notice.kind.isFixed || notifier.channel(of: notice.kind, for: send.sender, in: transaction) == .mail,
            let address = try People(transaction).find(send.sender)?.primaryAddress
        else { return }
        let recipient = try People(transaction).find(delivery.recipient)
        let id: ID<QueuedLetter> = try world.newID()
        let letter = try staffLetter(
            notice, stamp: LetterStamp(to: address, id: id.text, date: now),
            initials: Self.initials(of: recipient?.name ?? "?"),
            url: "\(organisation.origin)/deliveries/\(delivery.id)", now: now)
        try Outbox(transaction).insert(
            queued(letter, id: id, kind: .staff, to: address, givingUpAt: now + .hours(72)), now: now)
    }

    private func staffLetter(
        _ notice: StaffNotice, stamp: LetterStamp, initials: String, url: String, now: Moment
    ) throws -> Letter {
        switch notice {
        case .deliveryFailed(let reason):
            try letterWriter.deliveryFailed(stamp, initials: initials, reason: reason, link: url)
        case .codesRefused:
            try letterWriter.codesRefused(stamp, initials: initials, at: StatedTime(now), link: url)
        case .renewalWaiting: try letterWriter.linkRequested(stamp, initials: initials, link: url)
        case .misdelivery: try letterWriter.misdelivery(stamp, initials: initials, at: StatedTime(now), link: url)
        }
    }

    /// `Ana Client` becomes `A. C.`: mails name nobody in full.
    static func initials(of name: String) -> String {
        name.split(separator: " ").prefix(3).compactMap(\.first).map { "\($0)." }.joined(separator: " ")
    }
}
