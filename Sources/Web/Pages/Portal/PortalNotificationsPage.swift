/// What whoever is signed in to the portal was told of, the newest first.
struct PortalNotificationsPage: Page {
    let frame: ReadingFrame
    /// How many were not read, `3` or `99+`; nil for none.
    let unread: String?
    /// The newest that the page shows, up to which all is marked as read; nil where there is nothing to mark.
    let upTo: String?
    let items: [Item]
    /// `/portal/notifications?after=…`
    let next: String?

    /// One notification.
    struct Item: Sendable {
        let title: String
        /// Nil for a delegate, who sees nothing else of the case.
        let reference: String?
        let isUnread: Bool
        let when: When
        /// Marks it as read, and leads to what was sent.
        let open: PostButton
    }
}
