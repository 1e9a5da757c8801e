/// What the signed-in person was told of, the newest first.
struct NotificationsPage: Page {
    let frame: WorkingFrame
    /// All, and those that were not read.
    let tabs: [Tab]
    let isUnreadOnly: Bool
    /// How many were not read, `3` or `99+`; nil for none.
    let unread: String?
    /// Marks as read what stands here and before; nil where there is nothing to mark.
    let readAll: ReadAll?
    let items: [Item]
    /// `/notifications?after=…`
    let next: String?

    struct Tab: Sendable {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    /// The button that marks all as read, up to the newest that the page shows.
    struct ReadAll: Sendable {
        let action: String
        let upTo: String
    }

    /// One notification.
    struct Item: Sendable {
        /// In a sentence, without the full stop.
        let words: String
        let isUnread: Bool
        /// Why, or what of it; nil where the words say everything.
        let detail: String?
        /// Reference and title; nil where it is about no case, or about one that is not theirs to see.
        let caseReference: String?
        let caseTitle: String?
        let when: When
        /// Marks it as read, and leads to what it is about.
        let open: PostButton
        /// Nil once it is.
        let read: PostButton?
    }
}
