/// What a person was told of, as another member of staff sees it: the newest first.
struct ToldNotificationsPage: Page {
    let frame: WorkingFrame
    let name: String
    /// `/people/{id}`
    let person: String
    let items: [Item]
    /// `/people/{id}/notifications?after=…`
    let next: String?

    /// One notification.
    struct Item: Sendable {
        /// As the person saw it, with their name.
        let words: String
        let caseReference: String
        let when: When
        /// When they opened it or marked it as read; nil while they have not.
        let readAt: When?
    }
}
