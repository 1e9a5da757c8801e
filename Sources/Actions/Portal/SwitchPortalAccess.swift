import Cryptography
package import Domain
import Records
import SQL

/// How switching somebody's access to the portal on ends.
package enum SwitchedOnPortal: Hashable, Sendable {
    case unknown
    case notAllowed
    case impossible(PortalObstacle)
    /// It is on, with this address.
    case isOn(EmailAddress)
    case invited(ID<PortalAccess>)
}

/// How sending the invitation into the portal again, switching access off or ending its sessions ends.
package enum ChangedPortalAccess: Hashable, Sendable {
    case unknown
    case notAllowed
    /// It is off, or in the case of an invitation was accepted.
    case nothingToDo
    case done(ID<PortalAccess>)
}

extension Installation {
    /// Lets somebody sign in to the portal with one address of theirs, and mails a link there with which they activate it.
    package func switchOnPortal(
        for id: ID<Person>, at address: EmailAddress, by viewer: Viewer
    ) async throws -> SwitchedOnPortal {
        let fresh = try FreshAccountLink(.portal, world: world)
        let accessID: ID<PortalAccess> = try world.newID()
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(id) else { return .unknown }
            guard try self.mayKeepPortalAccess(of: person, viewer, in: transaction) else { return .notAllowed }
            let accesses = PortalAccesses(transaction)
            if let access = try accesses.find(of: id) { return .isOn(access.address) }
            if let obstacle = try Self.obstacle(to: person, at: address, in: transaction) {
                return .impossible(obstacle)
            }
            guard try self.mayDecide(about: address, viewer, in: transaction) else {
                return .impossible(.addressOfOthers)
            }
            let access = PortalAccess(id: accessID, person: id, address: address, switchedOnAt: now)
            guard try accesses.insert(access, by: viewer.person) else { return .impossible(.addressTaken) }
            try self.note(accessID, now: now, in: transaction)
            try self.invite(access, fresh, now: now, in: transaction)
            return .invited(accessID)
        }
    }

    /// Mails a fresh link to somebody who has not activated their access; the earlier one is dead from then on.
    package func inviteToPortalAgain(_ id: ID<Person>, by viewer: Viewer) async throws -> ChangedPortalAccess {
        let fresh = try FreshAccountLink(.portal, world: world)
        let now = world.now()
        return try await change(id, by: viewer) { access, _, transaction in
            guard access.activatedAt == nil else { return .nothingToDo }
            try self.note(access.id, now: now, in: transaction)
            try self.invite(access, fresh, now: now, in: transaction)
            return .done(access.id)
        }
    }

    /// Switches access off: invitation, sessions and codes are worth nothing from then on.
    package func switchOffPortal(for id: ID<Person>, by viewer: Viewer) async throws -> ChangedPortalAccess {
        let now = world.now()
        return try await change(id, by: viewer) { access, viewer, transaction in
            try Self.end(access, by: viewer.person, now: now, in: transaction)
            return .done(access.id)
        }
    }

    /// Signs somebody out of the portal, in one browser or in all.
    package func endPortalSessions(
        of id: ID<Person>, only session: ID<PortalSession>? = nil, by viewer: Viewer
    ) async throws -> ChangedPortalAccess {
        let now = world.now()
        return try await change(id, by: viewer) { access, _, transaction in
            let sessions = PortalSessions(transaction)
            if let session {
                try sessions.end(session, of: access.id, now: now)
            } else {
                try sessions.endAll(of: access.id, now: now)
            }
            return .done(access.id)
        }
    }

    /// Those who may change somebody's addresses may let them in: what opens a link goes there as well.
    func mayKeepPortalAccess(of person: Person, _ viewer: Viewer, in transaction: any Transaction) throws -> Bool {
        guard viewer.rights.mayKeepPortalAccess else { return false }
        return try person.kind == .staff || mayChange(person, viewer, in: transaction)
    }

    /// Ends what stands on an address that was taken from a person (AU-07).
    static func endPortalAccess(
        losing person: Person, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        guard let access = try PortalAccesses(transaction).find(of: person.id),
            !person.addresses.contains(access.address)
        else { return }
        try end(access, by: viewer.person, now: now, in: transaction)
    }

    /// Switches the portal off for somebody, if it is on.
    static func endPortalAccess(
        of person: ID<Person>, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        guard let access = try PortalAccesses(transaction).find(of: person) else { return }
        try end(access, by: viewer.person, now: now, in: transaction)
    }

    /// Switches the portal off that is on under this address, whoever's it is.
    static func endPortalAccess(
        at address: EmailAddress, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        guard let access = try PortalAccesses(transaction).find(at: address) else { return }
        try end(access, by: viewer.person, now: now, in: transaction)
    }

    private static func end(
        _ access: PortalAccess, by person: ID<Person>, now: Moment, in transaction: any Transaction
    ) throws {
        _ = try PortalAccesses(transaction).switchOff(access.id, by: person, now: now)
        try PortalSessions(transaction).endAll(of: access.id, now: now)
        try AccountLinks(transaction).withdraw(.portal, of: access.person, now: now)
    }

    private func change(
        _ id: ID<Person>, by viewer: Viewer,
        _ change: @escaping @Sendable (PortalAccess, Viewer, any Transaction) throws -> ChangedPortalAccess
    ) async throws -> ChangedPortalAccess {
        try await write(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(id) else { return .unknown }
            guard try self.mayKeepPortalAccess(of: person, viewer, in: transaction) else { return .notAllowed }
            guard let access = try PortalAccesses(transaction).find(of: id) else { return .nothingToDo }
            return try change(access, viewer, transaction)
        }
    }

    private func invite(
        _ access: PortalAccess, _ fresh: FreshAccountLink, now: Moment, in transaction: any Transaction
    ) throws {
        try mail(fresh, to: access.person, at: access.address, now: now, in: transaction)
        try PortalAccesses(transaction).setLetter(fresh.letter, of: access.id)
    }

    private static func obstacle(
        to person: Person, at address: EmailAddress, in transaction: any Transaction
    ) throws -> PortalObstacle? {
        if let obstacle = person.portalObstacle(at: address) { return obstacle }
        if let access = try PortalAccesses(transaction).find(at: address), access.person != person.id {
            return .addressTaken
        }
        let last = try Deliveries(transaction).all(to: person.id).first { $0.address == address }
        guard let last else { return nil }
        let status = DeliveryStatus(events: try Events(transaction).all(of: last.id), recipient: person.id)
        return status == .failed ? .mailFails : nil
    }
}
