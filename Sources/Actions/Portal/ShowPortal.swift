import Cryptography
package import Domain
import Records
import SQL

/// What somebody finds in the portal: their cases, and what was sent to them.
package struct ShownPortal: Sendable {
    /// Those they are assigned to, the newest first.
    package let cases: [CaseFile]
    /// The newest first.
    package let updates: [OfferedUpdate]
    /// Notifications that were not read, counted up to `NotificationList.mostCounted`.
    package let unread: Int
    /// What the next page comes after; nil on the last.
    package let next: ID<Delivery>?

    /// An update with the link that opens it.
    package struct OfferedUpdate: Sendable {
        package let update: PortalUpdate
        package let token: String
    }
}

/// What somebody sees of themselves in the portal.
package struct OwnPortalAccess: Sendable {
    package let person: Person
    package let address: EmailAddress
    /// Live ones, the newest first.
    package let sessions: [PortalSession]
    /// Whether what is sent to them is mailed to them, too.
    package let isMailed: Bool
}

extension Installation {
    /// The updates that were sent to this contact, newest first, from behind `after`, with the cases they are on. Never what was
    /// sent to anybody else, nor what was withdrawn.
    package func showPortal(
        to contact: PortalViewer, after: ID<Delivery>? = nil, limit: Int = 20
    ) async throws -> ShownPortal {
        try await read(for: contact) { transaction in
            let cases = try Cases(transaction).all(assignedTo: contact.person)
            return try self.portal(of: contact, cases: cases, after: after, limit: limit, in: transaction)
        }
    }

    /// A case that this contact is on, with what was sent to them of it; none for every other case, whether it exists or not.
    package func showPortalCase(
        _ id: ID<CaseFile>, to contact: PortalViewer, after: ID<Delivery>? = nil, limit: Int = 20
    ) async throws -> ShownPortal? {
        try await read(for: contact) { transaction in
            guard try Cases(transaction).assignment(of: contact.person, to: id) != nil,
                let caseFile = try Cases(transaction).find(id)
            else { return nil }
            return try self.portal(
                of: contact, cases: [caseFile], only: id, after: after, limit: limit, in: transaction)
        }
    }

    /// Name, addresses and sessions of this contact.
    package func showOwnPortalAccess(to contact: PortalViewer) async throws -> OwnPortalAccess? {
        let now = world.now()
        return try await read(for: contact) { transaction in
            guard let person = try People(transaction).find(contact.person) else { return nil }
            let sessions = try PortalSessions(transaction).open(of: contact.access)
            return OwnPortalAccess(
                person: person, address: contact.address,
                sessions: sessions.filter { $0.isLive(self.sessionLimits, now: now) },
                isMailed: try NotificationPreferences(transaction).find(contact.person)[.updateSent] == .mail)
        }
    }

    /// Ends one of the contact's own sessions; that of anybody else is left alone.
    package func endPortalSession(_ id: ID<PortalSession>, of contact: PortalViewer) async throws {
        let now = world.now()
        try await write(for: contact) { try PortalSessions($0).end(id, of: contact.access, now: now) }
    }

    /// Ends the session that is signed in.
    package func signOutOfPortal(_ contact: PortalViewer) async throws {
        let now = world.now()
        try await database.write(.guarded) {
            try PortalSessions($0).end(contact.session, of: contact.access, now: now)
        }
    }

    private func portal(
        of contact: PortalViewer, cases: [CaseFile], only caseFile: ID<CaseFile>? = nil, after: ID<Delivery>?,
        limit: Int, in transaction: any Transaction
    ) throws -> ShownPortal {
        let now = world.now()
        let found = try PortalUpdates(transaction).all(
            to: contact.person, of: caseFile, after: after, most: limit + 1, now: now)
        let notifications = PortalNotifications(transaction, of: contact.person, now: now)
        let page = Array(found.prefix(limit))
        return ShownPortal(
            cases: cases,
            updates: try page.map {
                ShownPortal.OfferedUpdate(update: $0, token: try links.token(for: $0.link))
            },
            unread: try notifications.unread(most: NotificationList.mostCounted),
            next: found.count > limit ? page.last?.delivery : nil)
    }
}
