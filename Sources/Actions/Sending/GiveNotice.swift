import Domain
import Records
import SQL

/// What tells a recipient of a case update.
struct Notice: Sendable {
    let delivery: Delivery
    let send: Send
    let update: CaseUpdate
    let links: [FileLink]
    /// Whether they want a mail of it, or find it among their notifications and nowhere else (TR-14).
    let byMail: Bool
    /// What that mail holds.
    let plan: MailPlan
}

extension Installation {
    /// Gives the notice to its recipient: among their notifications if they can sign in (TR-15), and by mail unless they want
    /// none. The history says which.
    func give(
        _ notice: Notice, as kind: EventKind, by person: ID<Person>, now: Moment, in transaction: any Transaction
    ) throws {
        let delivery = notice.delivery
        try Events(transaction).append(
            NewEvent(
                kind, of: delivery.id, by: .person(person, address: nil), mail: notice.byMail ? .notice : nil,
                detail: notice.byMail ? notice.plan.detail : "Their preference: no mail of case updates."), now: now)
        let cause = NotificationCause(.updateSent, of: notice.update, delivery: delivery.id, by: person)
        try notifier.tell(delivery.recipient, of: cause, now: now, in: transaction)
        guard notice.byMail else { return }
        // What is sent for the first time can be taken back for a while.
        let due = kind == .queued ? now + organisation.undoWindow : nil
        try queueNotice(
            of: delivery, send: notice.send, links: notice.links, plan: notice.plan, due: due, now: now, in: transaction
        )
    }
}
