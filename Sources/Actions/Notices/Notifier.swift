import Cryptography
import Domain
import Records
import SQL

/// Tells people of what happened, in the transaction of its cause: among their notifications always, and by mail where they
/// want one.
struct Notifier: Sendable {
    let world: any World
    let organisation: Organisation

    /// How long a mail about one event waits for others (OS-28).
    static let collecting = Duration.minutes(2)

    /// Tells this person, unless it was their own doing, they cannot sign in, have no right to see it or do not want to know. A kind
    /// that has a mail of its own is the caller's to mail.
    func tell(
        _ person: ID<Person>, of cause: NotificationCause, now: Moment, in transaction: any Transaction
    ) throws {
        guard person != cause.actor, try isToldOf(cause, person, in: transaction) else { return }
        let channel = try channel(of: cause.kind, for: person, in: transaction)
        guard channel != .never else { return }
        let awaitsMail = channel == .mail && cause.kind.isCollected
        try Notifications(transaction).insert(
            Notification(
                id: try world.newID(), person: person, kind: cause.kind, caseFile: cause.caseFile,
                update: cause.update?.id, delivery: cause.delivery, actor: cause.actor, detail: cause.detail, at: now),
            awaitsMail: awaitsMail)
        if awaitsMail { try NotificationMails(transaction).expect(person, at: now + Self.collecting) }
    }

    /// Each of these people once.
    func tell(
        _ people: [ID<Person>], of cause: NotificationCause, now: Moment, in transaction: any Transaction
    ) throws {
        for person in Set(people).sorted(by: { $0.text < $1.text }) {
            try tell(person, of: cause, now: now, in: transaction)
        }
    }

    /// Whoever may validate this update: those of the case, and if none of them can, everybody.
    func tellValidators(
        of update: CaseUpdate, submittedBy actor: ID<Person>, now: Moment, in transaction: any Transaction
    ) throws {
        let able = try StaffAccounts(transaction).all().filter {
            $0.disabledAt == nil && $0.person != actor && $0.rights.mayValidate
        }.map(\.person)
        let assigned = Set(try Cases(transaction).assignments(of: update.caseFile).map(\.person))
        let near = able.filter(assigned.contains)
        try tell(
            near.isEmpty ? able : near, of: NotificationCause(.updateSubmitted, of: update, by: actor), now: now,
            in: transaction)
    }

    /// Whoever sent this delivery, if they asked to be told of what its recipient does (EN-02, EN-03).
    func tellSender(
        of delivery: ID<Delivery>, _ kind: NotificationKind, by actor: ID<Person>?,
        detail: () throws -> String? = { nil }, now: Moment, in transaction: any Transaction
    ) throws {
        guard let sender = try NotificationPreferences(transaction).sender(of: delivery, choosing: kind),
            let found = try Deliveries(transaction).find(delivery),
            let send = try Sends(transaction).find(found.send),
            let update = try CaseUpdates(transaction).find(send.update)
        else { return }
        let cause = NotificationCause(kind, of: update, delivery: delivery, by: actor, detail: try detail())
        try tell(sender, of: cause, now: now, in: transaction)
    }

    /// Staff with an open account who see it, and contacts who have been to the portal, of what is sent to them.
    private func isToldOf(
        _ cause: NotificationCause, _ person: ID<Person>, in transaction: any Transaction
    ) throws -> Bool {
        if let account = try StaffAccounts(transaction).find(person) {
            return try account.disabledAt == nil && sees(account, cause, in: transaction)
        }
        guard cause.kind == .updateSent else { return false }
        return try PortalAccesses(transaction).find(of: person)?.activatedAt != nil
    }

    /// As things are in this transaction. What is sent to somebody is theirs, whatever else they see.
    private func sees(
        _ account: StaffAccount, _ cause: NotificationCause, in transaction: any Transaction
    ) throws -> Bool {
        let rights = account.rights
        if cause.kind == .updateSent { return true }
        if let update = cause.update {
            return try UpdateSight(rights, of: account.person, update.caseFile, in: transaction).sees(update)
        }
        guard let caseFile = cause.caseFile else { return true }
        return try rights.maySeeCase(
            assigned: Cases(transaction).assignment(of: account.person, to: caseFile) != nil)
    }
}
