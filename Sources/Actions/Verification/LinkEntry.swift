import Cryptography
package import Domain
package import Records
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
    /// Signed in, with the right to see the case.
    case staff(Viewer)

    package var actor: Actor {
        switch self {
        case .open: .linkHolder
        case .grant(let grant): .person(grant.person, address: grant.address.canonical)
        case .staff(let viewer): .person(viewer.person, address: nil)
        }
    }

    /// Under what name the coverage of a download is counted: per grant, per sign-in, or for all holders together.
    var holder: String {
        switch self {
        case .open: "open"
        case .grant(let grant): grant.id.text
        case .staff(let viewer): viewer.session?.text ?? viewer.person.text
        }
    }
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
        guard let file = try LinkedFiles(transaction).find(claims.link), file.link.expiresAt == claims.expiresAt else {
            return .failure(.unknown)
        }
        switch LinkState(file.link, delivery: file.delivery, send: file.send, now: now) {
        case .live: return .success(file)
        case .expired: return .failure(.expired)
        case .revoked: return .failure(.revoked)
        }
    }

    /// What opens this file for this visitor, if anything does; the most personal reason first.
    func entry(
        to file: LinkedFile, for visitor: Visitor, now: Moment, in transaction: any Transaction
    ) throws -> Entry? {
        if let grant = try grant(for: visitor, on: file, now: now, in: transaction) { return .grant(grant) }
        if let viewer = visitor.staff {
            let assigned = try Cases(transaction).assignment(of: viewer.person, to: file.update.caseFile) != nil
            if viewer.rights.maySeeCase(assigned: assigned) { return .staff(viewer) }
        }
        return file.send.options.identityVerification ? nil : .open
    }

    private func grant(
        for visitor: Visitor, on file: LinkedFile, now: Moment, in transaction: any Transaction
    ) throws -> Grant? {
        guard let session = try liveSession(visitor.session, now: now, in: transaction) else { return nil }
        let associated = try Grants(transaction).all(of: session.id).filter { grant in
            try LinkedFiles(transaction).person(at: grant.address, on: file)?.id == grant.person
        }
        return associated.first { $0.person == file.delivery.recipient } ?? associated.first
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
