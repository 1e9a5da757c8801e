import Cryptography
import Domain
import Mail
import Records
import SQL

/// A link to an account about to be mailed: everything random of it, made before the transaction.
struct FreshAccountLink: Sendable {
    let id: ID<AccountLink>
    let letter: ID<QueuedLetter>
    let secret: SessionSecret
    let purpose: AccountLinkPurpose

    init(_ purpose: AccountLinkPurpose, world: any World) throws {
        self.purpose = purpose
        id = try world.newID()
        letter = try world.newID()
        secret = try SessionSecret.random(from: world)
    }
}

extension Installation {
    /// Adds the link and queues the letter that brings it, in the transaction of its cause. Earlier links of the purpose die, so
    /// that one mail alone is good.
    func mail(
        _ fresh: FreshAccountLink, to person: ID<Person>, at address: EmailAddress, now: Moment,
        in transaction: any Transaction
    ) throws {
        let links = AccountLinks(transaction)
        try links.withdraw(fresh.purpose, of: person, now: now)
        let link = AccountLink(
            id: fresh.id, person: person, purpose: fresh.purpose, createdAt: now, expiresAt: now + fresh.purpose.life)
        try links.insert(link, digest: fresh.secret.digest().hex)
        try Outbox(transaction).insert(letter(fresh, to: address, now: now), now: now)
    }

    /// The letter, sealed: given up when its link is over.
    func letter(_ fresh: FreshAccountLink, to address: EmailAddress, now: Moment) throws -> QueuedLetter {
        let stamp = LetterStamp(to: address, id: fresh.letter.text, date: now)
        let url = "\(organisation.origin)/\(fresh.purpose.folder)/\(fresh.secret.cookie)"
        let end = now + fresh.purpose.life
        let until = StatedTime(end)
        let letter =
            switch fresh.purpose {
            case .invitation: try letterWriter.invitation(stamp, link: url, until: until)
            case .passwordReset: try letterWriter.passwordReset(stamp, link: url, until: until)
            case .portal: try letterWriter.portalInvitation(stamp, link: url, until: until)
            case .unlocking: try letterWriter.signInLocked(stamp, link: url, until: until)
            }
        return try queued(letter, id: fresh.letter, kind: .staff, to: address, givingUpAt: end)
    }
}

extension AccountLinkPurpose {
    /// Where such links are, after the origin.
    package var folder: String {
        switch self {
        case .invitation: "invitations"
        case .passwordReset: "password-resets"
        case .unlocking: "unlocking"
        case .portal: "portal/activations"
        }
    }
}
