import Domain
import Records
import SQL

/// Whose account here somebody at the sign-in service signs in to.
struct ProviderHolder {
    let person: ID<Person>
    /// Whether the service's account is theirs already; else it becomes so when they have signed in.
    let isLinked: Bool

    /// That of the pair of service and subject, or, for a pair that nobody has, that of the address which the service has verified.
    /// Nobody for an account that is closed, or that another subject signs in to.
    init?(_ identity: ProviderIdentity, now: Moment, in transaction: any Transaction) throws {
        let links = ProviderAccounts(transaction)
        let accounts = StaffAccounts(transaction)
        let link = try links.find(identity.account)
        let account =
            if let link { try accounts.find(link.person) } else {
                try identity.address.flatMap { try accounts.find(signingInAs: $0) }
            }
        guard let account, account.disabledAt == nil, let person = try People(transaction).find(account.person),
            person.archivedAt == nil
        else { return nil }
        if link == nil {
            guard let address = identity.address, person.primaryAddress?.isSpelled(as: address) == true,
                try links.find(person.id, issuer: identity.account.issuer) == nil,
                try Self.isWelcome(account, now: now, in: transaction)
            else { return nil }
        }
        (self.person, isLinked) = (person.id, link != nil)
    }

    /// Somebody who never signed in has their invitation alone, which may have been withdrawn or be over.
    static func isWelcome(
        _ account: StaffAccount, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        guard account.passwordHash == nil,
            let invitation = try AccountLinks(transaction).invitations(of: [account.person])[account.person]
        else { return true }
        return [.live, .used].contains(invitation.state(now: now))
    }
}
