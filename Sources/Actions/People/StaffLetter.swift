import Cryptography
import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Queues a mail about their account to a member of staff, in the transaction of its cause.
    func tellStaff(
        _ person: ID<Person>, at address: EmailAddress? = nil, _ change: AccountChange, browser: String, place: String,
        now: Moment, in transaction: any Transaction
    ) throws {
        let primary = try People(transaction).find(person)?.primaryAddress
        // Told at two addresses, it is one thing to be told of.
        if address == nil || address == primary {
            let cause = NotificationCause(accountChange: change.rawValue)
            try notifier.tell(person, of: cause, now: now, in: transaction)
        }
        guard let address = address ?? primary else { return }
        let id: ID<QueuedLetter> = try world.newID()
        let letter = try letterWriter.securityNotice(
            LetterStamp(to: address, id: id.text, date: now), change: change, at: StatedTime(now), browser: browser,
            place: place, link: "\(organisation.origin)/account")
        try Outbox(transaction).insert(
            queued(letter, id: id, kind: .staff, to: address, givingUpAt: now + .hours(72)), now: now)
    }
}
