package import Domain
import Records
import SQL

/// Which notifications a list shows.
package struct NotificationFilter: Hashable, Sendable {
    package var unreadOnly = false
    /// The last one of the page before.
    package var after: ID<Notification>?
    package var limit = 50

    package init() {}
}

/// One page of somebody's notifications.
package struct NotificationList: Sendable {
    /// The newest first.
    package let items: [ListedNotification]
    /// How many they have not read, counted up to `mostCounted`.
    package let unread: Int
    /// What the next page comes after; nil on the last.
    package let next: ID<Notification>?
    /// Whether it begins anew, because what it was to come after is not there.
    package let beginsAnew: Bool

    /// More are said to be as many.
    package static let mostCounted = 100
}

extension Installation {
    /// What the viewer was told of and may see still, the newest first, fifty a page or as many as the filter says. Reads only.
    package func listNotifications(
        _ filter: NotificationFilter, to viewer: Viewer
    ) async throws -> NotificationList {
        let onlooker = Onlooker(viewer.person, viewer.rights)
        return try await database.read { transaction in
            let notifications = Notifications(transaction)
            let last = try filter.after.flatMap { try notifications.find($0, for: onlooker)?.notification }
            let found = try notifications.all(
                for: onlooker, unreadOnly: filter.unreadOnly, after: last, most: filter.limit + 1)
            let items = Array(found.prefix(filter.limit))
            return NotificationList(
                items: items, unread: try Self.unread(by: onlooker, in: transaction),
                next: found.count > filter.limit ? items.last?.notification.id : nil,
                beginsAnew: filter.after != nil && last == nil)
        }
    }

    /// For the head of each page.
    static func unread(by onlooker: Onlooker, in transaction: any Transaction) throws -> Int {
        try Notifications(transaction).unread(by: onlooker, most: NotificationList.mostCounted)
    }
}
