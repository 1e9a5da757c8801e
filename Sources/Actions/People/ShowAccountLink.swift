import Cryptography
package import Domain
import Records
import SQL

/// A link to an account, as whoever brings it is shown it.
package struct ShownAccountLink: Sendable {
    /// Withdrawn, too, where the account was closed since.
    package let state: AccountLinkState
    package let person: Person
    package let until: Moment
}

extension Installation {
    /// The link behind a secret; none for what is no link of ours. Looking uses nothing up.
    package func showAccountLink(_ text: String, _ purpose: AccountLinkPurpose) async throws -> ShownAccountLink? {
        guard let digest = try Self.digest(ofAccountLink: text) else { return nil }
        let now = world.now()
        return try await database.read { transaction in
            try Self.accountLink(digest, purpose, now: now, in: transaction)?.shown
        }
    }

    static func digest(ofAccountLink text: String) throws -> String? {
        guard let secret = try? SessionSecret(reading: text) else { return nil }
        return try secret.digest().hex
    }

    /// The link with the account it is for.
    static func accountLink(
        _ digest: String, _ purpose: AccountLinkPurpose, now: Moment, in transaction: any Transaction
    ) throws -> (link: AccountLink, account: StaffAccount, shown: ShownAccountLink)? {
        guard let link = try AccountLinks(transaction).find(digest: digest, purpose),
            let account = try StaffAccounts(transaction).find(link.person),
            let person = try People(transaction).find(link.person)
        else { return nil }
        let state = account.disabledAt == nil ? link.state(now: now) : .withdrawn
        return (link, account, ShownAccountLink(state: state, person: person, until: link.expiresAt))
    }
}
