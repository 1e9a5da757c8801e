import Cryptography
package import Domain
import Records
import SQL

/// How accepting an invitation ends.
package enum AcceptedInvitation: Hashable, Sendable {
    /// No invitation of ours.
    case unknown
    /// It can be accepted no more.
    case over(AccountLinkState)
    case accepted(ID<Person>)
}

extension Installation {
    /// Gives an account its first password, on behalf of whoever brings the mailed link, and uses that up. Throws `Malformed` for
    /// `name` or `password`.
    package func acceptInvitation(
        _ text: String, name: String, password: String
    ) async throws -> AcceptedInvitation {
        guard let digest = try Self.digest(ofAccountLink: text),
            let shown = try await showAccountLink(text, .invitation)
        else { return .unknown }
        guard shown.state == .live, let address = shown.person.primaryAddress else { return .over(shown.state) }
        let name = try Typed.line(name, field: "name")
        let chosen = try ChosenPassword(
            reading: password, name: name, address: address, organisation: organisation.name)
        let hash = try await passwords.hash(chosen.text).text
        let now = world.now()
        return try await database.write { transaction in
            guard let found = try Self.accountLink(digest, .invitation, now: now, in: transaction) else {
                return .unknown
            }
            guard found.shown.state == .live, found.account.passwordHash == nil,
                try AccountLinks(transaction).use(found.link.id, now: now)
            else { return .over(found.shown.state == .live ? .used : found.shown.state) }
            let person = found.shown.person
            try StaffAccounts(transaction).setPassword(hash, of: person.id)
            if name != person.name { try People(transaction).update(person.with(name: name)) }
            return .accepted(person.id)
        }
    }
}
