import Cryptography
package import Domain
import Records
import SQL

/// How a request about a link ends before anybody asks who makes it.
package enum LinkRefusal: Hashable, Sendable {
    /// Forged, malformed or of a link that does not exist.
    case unknown
    case expired
    case revoked
}

/// What lets a request through to the file behind a link.
package enum Entry: Hashable, Sendable {
    /// Identity verification is off: whoever holds the link.
    case open
    /// A mailbox was verified in this browser session.
    case grant(Grant)
    /// Signed in to the portal, and it was sent to them.
    case contact(PortalViewer)
    /// Signed in, with the right to see the update.
    case staff(Viewer)

    package var actor: Actor {
        switch self {
        case .open: .linkHolder
        case .grant(let grant): .person(grant.person, address: grant.address.canonical)
        case .contact(let contact): .person(contact.person, address: nil)
        case .staff(let viewer): .person(viewer.person, address: nil)
        }
    }

    /// Whether a mailbox was verified in this browser.
    package var isGrant: Bool { if case .grant = self { true } else { false } }

    /// At which address mail of the case is stopped where this visitor says that it was not for them.
    var verifiedAddress: EmailAddress? {
        switch self {
        case .grant(let grant): grant.address
        case .contact(let contact): contact.address
        case .open, .staff: nil
        }
    }

    /// Whether saying "not for me" stops mail, and not only tells staff.
    package var stopsMail: Bool { verifiedAddress != nil }

    /// Under what name the download of this version of a file is counted.
    func holder(of attachment: Attachment) -> String {
        attachment.version == 1 ? holder : "\(holder) \(attachment.version)"
    }

    /// Under what name the coverage of a download is counted: per grant, per sign-in, or for all holders together.
    var holder: String {
        switch self {
        case .open: "open"
        case .grant(let grant): grant.id.text
        case .contact(let contact): contact.session.text
        case .staff(let viewer): viewer.session?.text ?? viewer.person.text
        }
    }
}

/// A link that opens, and what opens it for one visitor.
struct LinkVisit {
    let file: LinkedFile
    let entry: Entry?
    /// The live session that the entry stands on, where it is a grant.
    let session: VisitorSession?
}

extension Installation {
    /// What a token claims, if it is ours. The database is not asked (LT-03).
    func claims(_ token: String) throws -> LinkClaims? {
        guard case .genuine(let claims, _) = try links.read(token) else { return nil }
        return claims
    }

    /// The link behind genuine claims as it stands now. A token whose expiry is not the row's was made for another row.
    static func find(
        _ claims: LinkClaims, now: Moment, in transaction: any Transaction
    ) throws -> Result<LinkedFile, LinkRefusal> {
        guard let file = try LinkedFiles(transaction).find(claims.link) else { return .failure(.unknown) }
        return state(of: file, claims, now: now)
    }

    /// The link behind genuine claims as this visitor finds it.
    func visit(
        _ claims: LinkClaims, by visitor: Visitor, now: Moment, in transaction: any Transaction
    ) throws -> Result<LinkVisit, LinkRefusal> {
        let digest = try visitor.session?.digest().hex
        guard let found = try VisitedLinks(transaction).find(claims.link, tokenDigest: digest) else {
            return .failure(.unknown)
        }
        return try visit(found, claims, by: visitor, now: now, in: transaction)
    }

    /// A link that this visitor found a moment ago, as it stands now.
    func visit(
        again file: LinkedFile, by visitor: Visitor, now: Moment, in transaction: any Transaction
    ) throws -> Result<LinkVisit, LinkRefusal> {
        let digest = try visitor.session?.digest().hex
        guard let found = try VisitedLinks(transaction).find(again: file, tokenDigest: digest) else {
            return .failure(.unknown)
        }
        let claims = LinkClaims(link: file.link.id, expiresAt: file.link.expiresAt)
        return try visit(found, claims, by: visitor, now: now, in: transaction)
    }

    private func visit(
        _ found: VisitedLink, _ claims: LinkClaims, by visitor: Visitor, now: Moment, in transaction: any Transaction
    ) throws -> Result<LinkVisit, LinkRefusal> {
        switch Self.state(of: found.file, claims, now: now) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let file):
            let entry = try self.entry(to: found, for: visitor, now: now, in: transaction)
            return .success(LinkVisit(file: file, entry: entry, session: entry?.isGrant == true ? found.session : nil))
        }
    }

    private static func state(
        of file: LinkedFile, _ claims: LinkClaims, now: Moment
    ) -> Result<LinkedFile, LinkRefusal> {
        guard file.link.expiresAt == claims.expiresAt else { return .failure(.unknown) }
        switch LinkState(file.link, delivery: file.delivery, send: file.send, now: now) {
        case .live: return .success(file)
        case .expired: return .failure(.expired)
        case .revoked: return .failure(.revoked)
        }
    }

    /// What opens this file for this visitor, if anything does; the most personal reason first.
    private func entry(
        to found: VisitedLink, for visitor: Visitor, now: Moment, in transaction: any Transaction
    ) throws -> Entry? {
        let file = found.file
        let isLive = found.session?.isLive(sessionLimits, now: now) == true
        let grants = isLive ? found.grants : []
        if let own = grants.first(where: { $0.person == file.delivery.recipient }) { return .grant(own) }
        if let contact = visitor.contact, contact.person == file.delivery.recipient,
            try isPresent(contact, now: now, in: transaction)
        {
            return .contact(contact)
        }
        if let other = grants.first { return .grant(other) }
        if let viewer = visitor.staff, let update = try CaseUpdates(transaction).find(file.send.update),
            try sees(viewer, update, in: transaction)
        {
            return .staff(viewer)
        }
        return file.send.options.identityVerification ? nil : .open
    }

    /// A request behind a grant or a sign-in to the portal is a sign of life of its session. It is written once a minute, not with each of many files;
    /// at once where a page had said goodbye.
    func keepAlive(_ visit: LinkVisit, now: Moment, in transaction: any Transaction) throws {
        if case .contact(let contact) = visit.entry { try keepAlive(contact, now: now, in: transaction) }
        guard let session = visit.session else { return }
        guard session.closingAt != nil || now - session.lastSeenAt >= .minutes(1) else { return }
        try VisitorSessions(transaction).touch(session.id, now: now)
    }

    /// The session behind a cookie, if its limits have not ended it.
    func liveSession(
        _ secret: SessionSecret?, now: Moment, in transaction: any Transaction
    ) throws -> VisitorSession? {
        guard let secret, let session = try VisitorSessions(transaction).find(tokenDigest: secret.digest().hex),
            session.isLive(sessionLimits, now: now)
        else { return nil }
        return session
    }
}

extension LinkRefusal: Error {}
