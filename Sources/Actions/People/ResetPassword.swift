import Cryptography
package import Domain
import Mail
import Records
import SQL

/// How choosing another password by a mailed link ends.
package enum ResetPassword: Hashable, Sendable {
    /// No link of ours.
    case unknown
    /// It can be used no more.
    case over(AccountLinkState)
    case changed(ID<Person>)
}

extension Installation {
    /// Mails a link with which another password can be chosen, if somebody signs in under this address. Whoever asks learns
    /// nothing: rows, work and answer are the same for every address (IV-09), and so are the limits.
    package func askForReset(of address: EmailAddress) async throws {
        let fresh = try FreshAccountLink(.passwordReset, world: world)
        let now = world.now()
        let letter = try letter(fresh, to: address, now: now)
        let limits = signInLimits
        try await database.write { transaction in
            let requests = ResetRequests(transaction)
            guard try requests.count(address, since: now - .hours(1)) < limits.mailsAnHour,
                try requests.count(address, since: now - .days(1)) < limits.mailsADay
            else { return }
            try requests.insert(address, now: now)
            // Somebody who was only invited has no password to forget: their invitation may have been withdrawn.
            guard let account = try StaffAccounts(transaction).find(signingInAs: address),
                account.disabledAt == nil, account.passwordHash != nil,
                let known = try People(transaction).find(account.person)?.primaryAddress
            else {
                try Outbox(transaction).insert(letter, withheld: true, now: now)
                return
            }
            try self.mail(fresh, to: account.person, at: known, now: now, in: transaction)
        }
    }

    /// Replaces a password on behalf of whoever brings the mailed link, and uses that up. All sessions end, a lock of the account
    /// ends, and a letter tells of it. A second factor stays. Throws `Malformed` for `password`.
    package func resetPassword(
        _ text: String, to password: String, from place: SignInPlace
    ) async throws -> ResetPassword {
        guard let digest = try Self.digest(ofAccountLink: text),
            let shown = try await showAccountLink(text, .passwordReset)
        else { return .unknown }
        guard shown.state == .live, let address = shown.person.primaryAddress else { return .over(shown.state) }
        let chosen = try ChosenPassword(
            reading: password, name: shown.person.name, address: address, organisation: organisation.name)
        let hash = try await passwords.hash(chosen.text).text
        let now = world.now()
        return try await database.write { transaction in
            guard let found = try Self.accountLink(digest, .passwordReset, now: now, in: transaction) else {
                return .unknown
            }
            guard found.shown.state == .live, try AccountLinks(transaction).use(found.link.id, now: now) else {
                return .over(found.shown.state == .live ? .used : found.shown.state)
            }
            let person = found.shown.person
            try StaffAccounts(transaction).setPassword(hash, of: person.id)
            try StaffSessions(transaction).endAll(of: person.id, now: now)
            try AccountLinks(transaction).withdraw(.unlocking, of: person.id, now: now)
            if let address = person.primaryAddress { try SignInAttempt.forgive(address, in: transaction) }
            try self.tellStaff(
                person.id, .passwordChanged, browser: place.browser, place: place.client.address, now: now,
                in: transaction)
            return .changed(person.id)
        }
    }
}
