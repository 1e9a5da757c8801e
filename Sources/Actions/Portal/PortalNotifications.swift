import Cryptography
package import Domain
import Records
import SQL

/// One page of what a contact was told of.
package struct ShownPortalNotifications: Sendable {
    /// The newest first.
    package let items: [PortalNotification]
    /// How many they have not read, counted up to `NotificationList.mostCounted`.
    package let unread: Int
    /// What the next page comes after; nil on the last.
    package let next: ID<Notification>?
}

extension Installation {
    /// What this contact was told of, the newest first: only what the portal shows them still.
    package func listPortalNotifications(
        to contact: PortalViewer, after: ID<Notification>? = nil, limit: Int = 20
    ) async throws -> ShownPortalNotifications {
        let now = world.now()
        return try await read(for: contact) { transaction in
            let notifications = PortalNotifications(transaction, of: contact.person, now: now)
            let last = try after.flatMap { try notifications.find($0) }
            let found = try notifications.all(after: last, most: limit + 1)
            let items = Array(found.prefix(limit))
            return ShownPortalNotifications(
                items: items, unread: try notifications.unread(most: NotificationList.mostCounted),
                next: found.count > limit ? items.last?.id : nil)
        }
    }

    /// Notes that the contact read it, and gives the token of the link that opens what was sent; none that is not theirs, or that
    /// the portal shows no more.
    package func openPortalNotification(_ id: ID<Notification>, by contact: PortalViewer) async throws -> String? {
        let now = world.now()
        return try await write(for: contact) { transaction in
            let notifications = PortalNotifications(transaction, of: contact.person, now: now)
            guard let found = try notifications.find(id) else { return nil }
            try notifications.read(id)
            let links = try FileLinks(transaction).all(of: found.delivery).filter { $0.revokedAt == nil }
            guard let link = links.max(by: { $0.availableUntil < $1.availableUntil }) else { return nil }
            return try self.links.token(for: LinkClaims(link: link.id, expiresAt: link.expiresAt))
        }
    }

    /// Notes that the contact read everything up to this one, that included. False where they see no such notification.
    package func readPortalNotifications(upTo id: ID<Notification>, by contact: PortalViewer) async throws -> Bool {
        let now = world.now()
        return try await write(for: contact) { transaction in
            let notifications = PortalNotifications(transaction, of: contact.person, now: now)
            guard let last = try notifications.find(id) else { return false }
            try notifications.readAll(upTo: last)
            return true
        }
    }

    /// Keeps whether the contact is mailed what is sent to them, or finds it in the portal alone (TR-14).
    package func choosePortalMail(_ isMailed: Bool, by contact: PortalViewer) async throws {
        let channel = isMailed ? NotificationChannel.mail : .inApp
        try await write(for: contact) { transaction in
            let preferences = NotificationPreferences(transaction)
            let chosen = try NotificationPreference(
                reading: [.updateSent: channel.rawValue], over: preferences.find(contact.person))
            try preferences.keep(chosen, of: contact.person)
        }
    }
}
