import Cryptography
package import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Changes what is given: name, addresses and, of staff, role, password or the account's being open, all or nothing. Grants,
    /// codes and links of an address that goes away open nothing from then on (AU-07). A new address to sign in with is awaited
    /// until it is confirmed there, and all else counts at once.
    package func changePerson(
        _ id: ID<Person>, _ change: PersonChange, by viewer: Viewer
    ) async throws -> KeptPerson {
        let now = world.now()
        let account = try await ready(change.account)
        let fresh = try FreshMove(world: world)
        return try await write(for: viewer) { viewer, transaction in
            guard let person = try People(transaction).find(id) else { return .unknown }
            guard try self.mayChange(person, viewer, in: transaction) else { return .notAllowed }
            guard person.archivedAt == nil else { return .archived }
            let current = try StaffAccounts(transaction).find(id)
            if let seen = change.seen, try seen != PersonVersion(person, current) { return .changedMeanwhile }
            var changed = try change.applied(to: person)
            var isAwaited = false
            try Self.checkCoordinator(of: changed, instead: person.coordinator, in: transaction)
            if let current {
                if let obstacle = try Self.obstacle(to: changed, of: current, in: transaction) { return obstacle }
                guard try account.isPossible(for: current, in: transaction) else { return .lastAdministrator }
                if account.changes(current) || changed.primaryAddress != person.primaryAddress {
                    try Self.requireProof(viewer, now: now, in: transaction)
                }
                try account.checkMove(of: current, from: person, to: changed, by: viewer)
                let settled = try self.settle(
                    changed, of: person, current, fresh, by: viewer, now: now, in: transaction)
                if let until = settled.wait { return .tooManyMails(until: until) }
                (changed, isAwaited) = (settled.person, settled.isAwaited)
            }
            if changed != person { try People(transaction).update(changed) }
            try Self.endPortalAccess(losing: changed, by: viewer, now: now, in: transaction)
            if let marks = try change.marks(on: changed),
                try !self.mark(marks, of: changed, by: viewer, now: now, in: transaction)
            {
                throw Malformed("sharedAddresses", "Somebody whom you may not change has one of these addresses too.")
            }
            if let current { _ = try self.change(current, of: changed, account, now: now, in: transaction) }
            if isAwaited { return .awaiting(id) }
            return .kept(id, sharing: try Self.sharing(with: changed, in: transaction))
        }
    }

    /// What keeps an account from signing in under the primary address of `changed`.
    private static func obstacle(
        to changed: Person, of account: StaffAccount, in transaction: any Transaction
    ) throws -> KeptPerson? {
        guard let address = changed.primaryAddress else { return .addressNeeded }
        return try isTaken(address, for: account.person, in: transaction) ? .addressTaken : nil
    }

    /// The addresses that the person has at once, and until when a new one to sign in with has to wait, where too many were asked
    /// for. It is awaited until whoever reads mail there confirms it; where nobody ever got in, it counts at once.
    private func settle(
        _ changed: Person, of person: Person, _ account: StaffAccount, _ fresh: FreshMove, by viewer: Viewer,
        now: Moment, in transaction: any Transaction
    ) throws -> Settled {
        guard let address = changed.primaryAddress, let old = person.primaryAddress, address != old else {
            return Settled(person: changed)
        }
        guard try !Self.isUnused(account, in: transaction) else {
            let invitation = try AccountLinks(transaction).invitations(of: [person.id])[person.id]
            try moveAccount(
                of: person, to: address, keeping: nil,
                told: (browser: "that of an administrator", place: organisation.host), now: now, in: transaction)
            if invitation?.state(now: now) == .live {
                try mail(fresh.invitation, to: person.id, at: address, now: now, in: transaction)
            }
            return Settled(person: changed)
        }
        let until = try awaitAddress(address, of: person, fresh.awaited, by: viewer, now: now, in: transaction)
        return Settled(
            person: changed.with(addresses: [old] + changed.addresses.dropFirst()), isAwaited: true, wait: until)
    }
}

/// What becomes of a person at once where their account is to have another address.
private struct Settled {
    let person: Person
    var isAwaited = false
    var wait: Moment?
}

/// What another address may take: a link for it, or another invitation.
private struct FreshMove: Sendable {
    let awaited: FreshAwaitedAddress
    let invitation: FreshAccountLink

    init(world: any World) throws {
        awaited = try FreshAwaitedAddress(world: world)
        invitation = try FreshAccountLink(.invitation, world: world)
    }
}
