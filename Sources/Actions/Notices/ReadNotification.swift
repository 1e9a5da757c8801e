import Cryptography
package import Domain
import Records
import SQL

/// Where a notification leads.
package enum NotificationPlace: Hashable, Sendable {
    case caseFile(ID<CaseFile>)
    case update(ID<CaseUpdate>)
    case delivery(ID<Delivery>)
    /// What was sent to them, by the token of their own link: opened there it counts as viewed.
    case link(token: String)
    case account
}

extension Installation {
    /// Notes that the viewer read one of their notifications; none that they do not see. A second time changes nothing.
    package func readNotification(_ id: ID<Notification>, by viewer: Viewer) async throws -> ListedNotification? {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            try self.read(id, by: viewer, now: now, in: transaction)
        }
    }

    /// The same, and where it leads.
    package func openNotification(_ id: ID<Notification>, by viewer: Viewer) async throws -> NotificationPlace? {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            try self.read(id, by: viewer, now: now, in: transaction).map {
                try self.place(of: $0, now: now, in: transaction)
            }
        }
    }

    /// Notes that the viewer read everything up to this one, that included: what came meanwhile stays unread. False where they see
    /// no such notification.
    package func readNotifications(upTo id: ID<Notification>, by viewer: Viewer) async throws -> Bool {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let onlooker = Onlooker(viewer.person, viewer.rights)
            let notifications = Notifications(transaction)
            guard let last = try notifications.find(id, for: onlooker) else { return false }
            try notifications.readAll(for: onlooker, upTo: last.notification, now: now)
            return true
        }
    }

    private func read(
        _ id: ID<Notification>, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> ListedNotification? {
        let notifications = Notifications(transaction)
        let onlooker = Onlooker(viewer.person, viewer.rights)
        guard try notifications.find(id, for: onlooker) != nil else { return nil }
        try notifications.read(id, of: viewer.person, now: now)
        return try notifications.find(id, for: onlooker)
    }

    private func place(
        of item: ListedNotification, now: Moment, in transaction: any Transaction
    ) throws -> NotificationPlace {
        let notification = item.notification
        if notification.kind == .updateSent, let delivery = notification.delivery {
            let links = try newest(of: FileLinks(transaction).all(of: delivery).filter { $0.revokedAt == nil })
            let open = links.first { $0.availableUntil > now }
            if let link = open ?? (item.seesUpdate ? nil : links.first) {
                return .link(token: try self.links.token(for: LinkClaims(link: link.id, expiresAt: link.expiresAt)))
            }
        } else if let delivery = notification.delivery {
            return .delivery(delivery)
        }
        if let update = notification.update, item.seesUpdate { return .update(update) }
        if let caseFile = notification.caseFile, item.seesUpdate { return .caseFile(caseFile) }
        return .account
    }
}
