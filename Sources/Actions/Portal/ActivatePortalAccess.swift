import Cryptography
package import Domain
import Records
import SQL

/// How following the link of an invitation into the portal ends.
package enum ActivatedPortal: Hashable, Sendable {
    /// No link of ours.
    case unknown
    case over(AccountLinkState)
    case activated(ID<Person>)
}

extension Installation {
    /// The invitation behind a secret, with until when it can be followed; none for what is no link of ours. Uses nothing up.
    package func showPortalInvitation(_ text: String) async throws -> (state: AccountLinkState, until: Moment)? {
        guard let digest = try Self.digest(ofAccountLink: text) else { return nil }
        let now = world.now()
        return try await database.read { transaction in
            guard let found = try Self.portalInvitation(digest, now: now, in: transaction) else { return nil }
            return (found.state, found.link.expiresAt)
        }
    }

    /// Activates access on behalf of whoever brings the mailed link, and uses that up. It signs nobody in: a program that
    /// presses buttons in mails gets no session (N-03).
    package func activatePortal(_ text: String, from client: ClientTrace) async throws -> ActivatedPortal {
        guard let digest = try Self.digest(ofAccountLink: text) else { return .unknown }
        let now = world.now()
        let place = organisation.kept(client)?.address ?? ""
        return try await database.write { transaction in
            guard let found = try Self.portalInvitation(digest, now: now, in: transaction) else { return .unknown }
            guard found.state == .live, let access = found.access else { return .over(found.state) }
            guard try AccountLinks(transaction).use(found.link.id, now: now),
                try PortalAccesses(transaction).activate(access.id, from: place, now: now)
            else { return .over(.used) }
            return .activated(found.link.person)
        }
    }

    private static func portalInvitation(
        _ digest: String, now: Moment, in transaction: any Transaction
    ) throws -> (link: AccountLink, access: PortalAccess?, state: AccountLinkState)? {
        guard let link = try AccountLinks(transaction).find(digest: digest, .portal),
            let person = try People(transaction).find(link.person)
        else { return nil }
        let access = try PortalAccesses(transaction).find(of: link.person)
        let isOpen = access.map { person.addresses.contains($0.address) && $0.activatedAt == nil } ?? false
        let state = link.state(now: now)
        return (link, access, state == .live && !isOpen ? .withdrawn : state)
    }
}
