import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How a change of one's own password ends.
package enum ChangedPassword: Sendable {
    /// Too many wrong ones lately.
    case tooManyTries(until: Moment)
    case wrongCurrent
    case changed
}

extension Installation {
    /// Changes the viewer's password. The old one is asked for, under the limits of signing in; every other session ends and a
    /// letter tells of it. Throws `Malformed` for the field `password` where the new one will not do.
    package func changePassword(
        from current: String, to new: String, by viewer: Viewer, from place: SignInPlace
    ) async throws -> ChangedPassword {
        guard takesPasswords else { return .wrongCurrent }
        let before = world.now()
        let own = try await database.read { transaction in
            (
                person: try People(transaction).find(viewer.person),
                account: try StaffAccounts(transaction).find(viewer.person)
            )
        }
        guard let person = own.person, let address = person.primaryAddress else { return .wrongCurrent }
        let chosen = try ChosenPassword(
            reading: new, name: person.name, address: address, organisation: organisation.name)
        let attempt = SignInAttempt(address: address, place: place, limits: signInLimits)
        if let until = try await database.read({ try attempt.look(now: before, in: $0) }).wait {
            return .tooManyTries(until: until)
        }
        let isRight = try await isRight(ChosenPassword.composed(current), for: own.account)
        let hash = isRight ? try await passwords.hash(chosen.text).text : ""
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            if let until = try attempt.look(now: now, in: transaction).wait { return .tooManyTries(until: until) }
            let account = try StaffAccounts(transaction).find(viewer.person)
            guard isRight, let account, account.passwordHash == own.account?.passwordHash else {
                _ = try attempt.count(now: now, in: transaction)
                return .wrongCurrent
            }
            try StaffAccounts(transaction).setPassword(hash, of: viewer.person)
            if let session = viewer.session {
                try StaffSessions(transaction).endOthers(than: session, of: viewer.person, now: now)
            } else {
                try StaffSessions(transaction).endAll(of: viewer.person, now: now)
            }
            try self.tellStaff(
                viewer.person, .passwordChanged, browser: place.browser, place: place.client.address, now: now,
                in: transaction)
            return .changed
        }
    }
}
