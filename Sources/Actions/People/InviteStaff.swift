import Cryptography
package import Domain
import Records
import SQL

/// How inviting a member of staff ends.
package enum InvitedStaff: Hashable, Sendable {
    case notAllowed
    case unknown
    /// Another account signs in under this address.
    case addressTaken
    /// The account is closed, or has a password already.
    case notNeeded
    case invited(ID<Person>)
}

/// How taking an invitation back ends.
package enum WithdrawnInvitation: Hashable, Sendable {
    case notAllowed
    case unknown
    /// There is none that could still be accepted.
    case nothingToDo
    case withdrawn
}

extension Installation {
    /// Adds an account without a password, and mails a link with which its owner chooses one (AU-02).
    package func inviteStaff(_ new: NewStaff, by viewer: Viewer) async throws -> InvitedStaff {
        guard viewer.rights.mayAdminister else { return .notAllowed }
        let account = try await account(of: new.withoutPassword)
        let fresh = try FreshAccountLink(.invitation, world: world)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            try Self.requireProof(viewer, now: account.person.createdAt, in: transaction)
            switch try self.insert(account, in: transaction, if: { true }) {
            case .addressTaken: return .addressTaken
            case .notAllowed: return .notAllowed
            case .added(let person):
                let now = account.person.createdAt
                try self.mail(fresh, to: person, at: account.address, now: now, in: transaction)
                return .invited(person)
            }
        }
    }

    /// Mails a fresh link to somebody who has not chosen a password yet; the earlier one is dead from then on.
    package func inviteAgain(_ id: ID<Person>, by viewer: Viewer) async throws -> InvitedStaff {
        let fresh = try FreshAccountLink(.invitation, world: world)
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard let account = try StaffAccounts(transaction).find(id),
                let address = try People(transaction).find(id)?.primaryAddress
            else { return .unknown }
            guard account.passwordHash == nil, account.disabledAt == nil else { return .notNeeded }
            try self.note(id, now: now, in: transaction)
            try self.mail(fresh, to: id, at: address, now: now, in: transaction)
            return .invited(id)
        }
    }

    /// Takes an invitation back: its link opens nothing any more. The account stays, and can be invited again.
    package func withdrawInvitation(of id: ID<Person>, by viewer: Viewer) async throws -> WithdrawnInvitation {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard try StaffAccounts(transaction).find(id) != nil else { return .unknown }
            let latest = try AccountLinks(transaction).invitations(of: [id])[id]
            guard latest?.state(now: now) == .live else { return .nothingToDo }
            return try AccountLinks(transaction).withdraw(.invitation, of: id, now: now) ? .withdrawn : .nothingToDo
        }
    }
}
