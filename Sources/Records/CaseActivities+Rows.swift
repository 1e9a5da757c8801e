import Domain
import SQL

extension CaseActivities {
    func activity(_ row: Row) throws -> CaseActivity {
        let update: ID<CaseUpdate>? = try row.optionalID("update_id")
        let title = try row.optionalText("title")
        return CaseActivity(
            mark: CaseActivity.Mark(
                at: try row.moment("at"), source: try row.integer("source"), id: try row.text("id"),
                position: try row.integer("position")),
            kind: try row.text("kind"), topic: try row.word("topic"), actor: try actor(row),
            subject: try row.optionalID("subject_id"), detail: try row.optionalText("detail"),
            update: update.map { CaseActivity.Subject(id: $0, title: title ?? "") },
            send: try row.optionalID("send_id"), delivery: try row.optionalID("delivery_id"),
            file: try row.optionalText("file"))
    }

    private func actor(_ row: Row) throws -> Actor {
        switch try row.text("actor") {
        case "person": try row.optionalID("actor_id").map { .person($0, address: nil) } ?? .unknown
        case "link holder": .linkHolder
        case "machine": .machine
        default: .unknown
        }
    }
}

extension EventKind {
    /// What became of mails and links, as far as it belongs into the history of a case.
    static var onDeliveries: [EventKind] {
        [
            .delivered, .failed, .resent, .mailboxVerified, .viewed, .linkRevoked, .linkExtended, .renewalRequested,
            .misdeliveryReported,
        ]
    }

    static var onDownloads: [EventKind] { [.downloadStarted, .downloadCompleted, .downloadAborted] }
}
