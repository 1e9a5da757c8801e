package import Domain
import Records
import SQL

/// One page of what somebody else was told of.
package struct ToldNotifications: Sendable {
    package let person: Person
    /// The newest first; only what the viewer sees themselves.
    package let items: [ListedNotification]
    /// What the next page comes after; nil on the last.
    package let next: ID<Notification>?
    /// What this page was to come after is none that the viewer sees: it is the first page.
    package let beginsAnew: Bool
}

extension Installation {
    /// What a person was told of in the service, mailed or not (TR-15), as far as it is about cases and updates that the viewer
    /// sees. What members of staff were told is for administrators. None where the viewer may not ask, or there is no such person.
    package func showToldNotifications(
        of id: ID<Person>, after: ID<Notification>? = nil, limit: Int = 50, to viewer: Viewer
    ) async throws -> ToldNotifications? {
        let onlooker = Onlooker(viewer.person, viewer.rights)
        return try await database.read { transaction in
            guard let person = try People(transaction).find(id),
                person.kind != .staff || viewer.rights.mayAdminister
            else { return nil }
            let notifications = Notifications(transaction)
            let last = try after.flatMap { try notifications.find($0, toldTo: id, seenBy: onlooker) }
            let found = try notifications.all(toldTo: id, seenBy: onlooker, after: last?.notification, most: limit + 1)
            let items = Array(found.prefix(limit))
            return ToldNotifications(
                person: person, items: items, next: found.count > limit ? items.last?.notification.id : nil,
                beginsAnew: after != nil && last == nil)
        }
    }
}
