import Domain

/// What people are told of, before it is somebody's notification.
struct NotificationCause: Sendable {
    let kind: NotificationKind
    /// Whose doing it is: they are not told of it (N-31).
    let actor: ID<Person>?
    var caseFile: ID<CaseFile>?
    var update: CaseUpdate?
    var delivery: ID<Delivery>?
    var detail: String?

    /// About an update, or about what was sent of it.
    init(
        _ kind: NotificationKind, of update: CaseUpdate, delivery: ID<Delivery>? = nil, by actor: ID<Person>?,
        detail: String? = nil
    ) {
        (self.kind, self.actor, self.update, self.delivery, self.detail) = (kind, actor, update, delivery, detail)
        caseFile = update.caseFile
    }

    /// A part in a case.
    init(assignedAs role: AssignmentRole, on caseFile: ID<CaseFile>, by actor: ID<Person>) {
        (kind, self.actor, self.caseFile, detail) = (.assigned, actor, caseFile, role.rawValue)
    }

    /// What became of one's own account: told whoever did it, since that may have been somebody else.
    init(accountChange words: String) {
        (kind, actor, detail) = (.accountChanged, nil, words)
    }
}
