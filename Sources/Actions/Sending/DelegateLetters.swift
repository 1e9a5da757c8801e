import Cryptography
import Domain
import Mail
import Records
import SQL

/// The mails about somebody who is let in at a recipient's request. They name nobody in full.
extension Installation {
    /// What brings a delegate their links; nil for a recipient's own delivery.
    func delegateLetter(
        _ stamp: LetterStamp, to delivery: Delivery, links: [(file: ID<Attachment>?, url: String)], until: Moment,
        in transaction: any Transaction
    ) throws -> Letter? {
        guard delivery.delegateOf != nil,
            let delegation = try Delegations(transaction).find(bringing: delivery.id),
            let decision = delegation.decision
        else { return nil }
        let people = try People(transaction).find([delegation.request.by, decision.by])
        let initials = { (id: ID<Person>) in Self.initials(of: people[id]?.name ?? "?") }
        return try letterWriter.delegateNotice(
            stamp, links: Self.numbered(links), until: StatedTime(until),
            askedBy: initials(delegation.request.by), approvedBy: initials(decision.by))
    }

    /// Mails the recipient who asked what became of it, at the address where they have the notice; not where they stopped the mail
    /// of the case.
    func tellRequester(
        of found: FoundDelegation, isApproved: Bool, now: Moment, in transaction: any Transaction
    ) throws {
        let address = found.delivery.address
        guard try !StoppedAddresses(transaction).isStopped(address, caseFile: found.caseFile.id) else { return }
        let id: ID<QueuedLetter> = try world.newID()
        let letter = try letterWriter.delegateDecided(
            LetterStamp(to: address, id: id.text, date: now), isApproved: isApproved,
            initials: Self.initials(of: found.delegation.request.delegate.name),
            link: found.links.first.map { try url(of: $0) })
        try Outbox(transaction).insert(
            queued(letter, id: id, kind: .staff, to: address, givingUpAt: now + .hours(72)), now: now)
    }
}
