import Domain
import Records
import SQL

/// One range of a file as it ended: how much of it arrived, for whom, and when.
struct EndedTransfer: Sendable {
    let link: FileLink
    let actor: Actor
    /// Under what name it is counted.
    let holder: String
    /// Of the file.
    let version: Int64
    let client: ClientTrace?
    /// Of the file's bytes.
    let size: Int64
    let range: ServedRange
    let at: Moment

    /// Adds what arrived to what had arrived before, and writes *completed* once every byte has, or *aborted* when this range
    /// was cut short (UD-10, N-07, N-08). Guarded.
    func write(telling notifier: Notifier, in transaction: any Transaction) throws {
        guard range.arrived != 0..<size else { return try complete(telling: notifier, in: transaction) }
        guard try Events(transaction).moments(of: [completion()]).isEmpty else { return }
        let coverage = try Transfers(transaction).cover(range, of: size, holder: holder, link: link.id, now: at)
        if coverage.isComplete(size: size) { return try complete(telling: notifier, in: transaction) }
        guard range.isCut else { return }
        // A client that fetches in many cut pieces is one download that was broken off, not hundreds (N-06).
        let aborted = event(.downloadAborted)
        let earlier = try Events(transaction).last(
            .downloadAborted, on: link, by: aborted.actor, since: at - .minutes(10))
        if earlier == nil { try Events(transaction).append(aborted, now: at) }
    }

    private func complete(telling notifier: Notifier, in transaction: any Transaction) throws {
        guard try Events(transaction).appendOnce(event(.downloadCompleted), mark: completion(), now: at) else { return }
        var person: ID<Person>?
        if case .person(let id, _) = actor { person = id }
        try notifier.tellSender(
            of: link.delivery, .downloaded, by: person,
            detail: { try link.attachment.flatMap { try Attachments(transaction).find($0)?.name.text } }, now: at,
            in: transaction)
    }

    private func event(_ kind: EventKind) -> NewEvent {
        NewEvent(
            kind, of: link.delivery, link: link.id, by: actor, client: client, fileVersion: version)
    }

    private func completion() throws -> EventMark {
        try EventMark(.downloadCompleted, holder: holder, link: link.id)
    }
}
