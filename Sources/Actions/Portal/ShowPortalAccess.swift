import Cryptography
package import Domain
import Records
import SQL

/// Whether and how somebody gets into the portal, for staff who may decide about it.
package struct ShownPortalAccess: Sendable {
    /// The last one; none where it was never switched on.
    package let access: PortalAccess?
    package let state: PortalAccessState?
    /// Whether the last mail with an invitation could not be delivered.
    package let isUndelivered: Bool
    /// Live sessions, the newest first.
    package let sessions: [PortalSession]
    /// What it could be switched on with now; empty while it is on.
    package let choices: [EmailAddress]
}

extension Installation {
    /// None for staff, for whom does not exist, and where the viewer may not decide about it.
    package func showPortalAccess(of id: ID<Person>, to viewer: Viewer) async throws -> ShownPortalAccess? {
        let now = world.now()
        return try await read(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(id), person.kind != .staff,
                try self.mayKeepPortalAccess(of: person, viewer, in: transaction)
            else { return nil }
            let access = try PortalAccesses(transaction).latest(of: [id])[id]
            let link = try AccountLinks(transaction).latest(.portal, of: [id])[id]
            let isOn = access != nil && access?.switchedOffAt == nil
            let sessions = try access.map { try PortalSessions(transaction).open(of: $0.id) } ?? []
            return ShownPortalAccess(
                access: access, state: access?.state(invitation: link, now: now),
                isUndelivered: try access.map { try PortalAccesses(transaction).isUndelivered($0.id) } ?? false,
                sessions: sessions.filter { isOn && $0.isLive(self.sessionLimits, now: now) },
                choices: isOn ? [] : person.addresses)
        }
    }

    /// How far each of these people has come into the portal; those who never had access are left out.
    func portalStates(
        of people: [ID<Person>], now: Moment, in transaction: any Transaction
    ) throws -> [ID<Person>: PortalAccessState] {
        let accesses = try PortalAccesses(transaction).latest(of: people)
        let links = try AccountLinks(transaction).latest(.portal, of: Array(accesses.keys))
        return accesses.mapValues { $0.state(invitation: links[$0.person], now: now) }
    }
}
