import Cryptography
import Domain
import Mail
import Records
import SQL

extension Installation {
    /// Lets an account be signed in to with another address: sessions end but the one in `keeping`, and so does whatever was mailed
    /// to the former address or waits to be confirmed; both addresses are told (AU-07).
    func moveAccount(
        of person: Person, to address: EmailAddress, keeping session: ID<StaffSession>?,
        told words: (browser: String, place: String), now: Moment, in transaction: any Transaction
    ) throws {
        try StaffAccounts(transaction).setAddress(address, of: person.id)
        if let session {
            try StaffSessions(transaction).endOthers(than: session, of: person.id, now: now)
        } else {
            try StaffSessions(transaction).endAll(of: person.id, now: now)
        }
        try AddressChanges(transaction).endAll(of: person.id, now: now)
        try AwaitedAddresses(transaction).endAll(of: person.id, .replaced, now: now)
        for purpose in AccountLinkPurpose.allCases where purpose != .portal {
            try AccountLinks(transaction).withdraw(purpose, of: person.id, now: now)
        }
        for told in [person.primaryAddress, address] {
            try tellStaff(
                person.id, at: told, .addressChanged, browser: words.browser, place: words.place, now: now,
                in: transaction)
        }
    }

    /// Whether nobody has ever got in by this account: it has no password, and none of its own at a sign-in service.
    static func isUnused(_ account: StaffAccount, in transaction: any Transaction) throws -> Bool {
        guard account.passwordHash == nil else { return false }
        return try !StaffSessions(transaction).anyExists(of: account.person)
            && !ProviderAccounts(transaction).anyExists(of: account.person)
    }
}
