/// Something that a person is told of in the service, always; by mail only where their preference says so.
package struct Notification: Hashable, Sendable {
    package let id: ID<Notification>
    /// Who is told.
    package let person: ID<Person>
    package let kind: NotificationKind
    /// None for what is about one's own account.
    package let caseFile: ID<CaseFile>?
    package let update: ID<CaseUpdate>?
    package let delivery: ID<Delivery>?
    /// Whose doing it was, where that is known; never the person who is told.
    package let actor: ID<Person>?
    /// What else there is to say: a role, a file, why a mail failed, what became of the account.
    package let detail: String?
    package let at: Moment
    package let readAt: Moment?

    package init(
        id: ID<Notification>, person: ID<Person>, kind: NotificationKind, caseFile: ID<CaseFile>? = nil,
        update: ID<CaseUpdate>? = nil, delivery: ID<Delivery>? = nil, actor: ID<Person>? = nil, detail: String? = nil,
        at: Moment, readAt: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.kind = kind
        self.caseFile = caseFile
        self.update = update
        self.delivery = delivery
        self.actor = actor
        self.detail = detail
        self.at = at
        self.readAt = readAt
    }
}

/// A notification with the names of what it is about, as far as they are for whoever is told.
package struct ListedNotification: Hashable, Sendable {
    package let notification: Notification
    /// None where the case is not for their eyes: they were sent an update of it, and no more.
    package let caseReference: String?
    package let caseTitle: String?
    package let updateTitle: String?
    package let actor: String?
    /// Of the delivery.
    package let recipient: String?
    /// Whether they see the update where staff read it, and not only what was sent to them.
    package let seesUpdate: Bool

    package init(
        notification: Notification, caseReference: String?, caseTitle: String?, updateTitle: String?, actor: String?,
        recipient: String?, seesUpdate: Bool
    ) {
        self.notification = notification
        self.caseReference = caseReference
        self.caseTitle = caseTitle
        self.updateTitle = updateTitle
        self.actor = actor
        self.recipient = recipient
        self.seesUpdate = seesUpdate
    }
}
