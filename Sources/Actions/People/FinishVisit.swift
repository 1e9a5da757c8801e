import Cryptography
package import Domain
import Mail
import Outbound
import Records
import SQL

/// What a browser brings back from the sign-in service; none of it is believed by itself.
package struct ProviderAnswer: Sendable {
    /// Nil where the service signed nobody in.
    let code: String?
    let state: String?
    let issuer: String?

    package init(code: String?, state: String?, issuer: String?) {
        self.code = code
        self.state = state
        self.issuer = issuer
    }
}

/// How coming back from the sign-in service ends.
package enum FinishedVisit: Sendable {
    /// This browser did not set out, came back before, or too late.
    case over
    /// The service signed nobody in.
    case declined
    /// It could not be asked, or what it said is not to be believed; words for the log.
    case failed(String)
    /// Nobody who may sign in here.
    case nobody
    /// To prove: it was somebody else, or the service did not look again.
    case notProven
    /// The cookie of the new session, whose it is, and what goes on.
    case signedIn(BrowserSecret, ID<Person>, kept: String)
    /// The cookie of a sign-in that waits for our own second factor, and what goes on.
    case factorNeeded(BrowserSecret, kept: String)
    /// The session's new cookie, and what goes on; the cookie before is dead.
    case proven(BrowserSecret, kept: String)
}

extension Installation {
    /// Takes a browser back: it has the cookie that it set out with, and each setting out comes back once. `session` is the cookie
    /// of whoever is signed in there.
    package func finishVisit(
        _ secret: BrowserSecret, _ answer: ProviderAnswer, session: BrowserSecret?, from place: SignInPlace
    ) async throws -> FinishedVisit {
        let secrets = try SignInSecrets(of: secret)
        guard let service = identityProvider, let state = answer.state, secrets.accepts(state: state),
            let visit = try await endVisit(secret)
        else { return .over }
        let identity: ProviderIdentity
        do {
            guard try await service.provider.isSender(answer.issuer) else { return .failed("other sender") }
            guard let code = answer.code else { return .declined }
            identity = try await service.provider.identity(code: code, secrets)
        } catch let fault as OpenIDFault {
            return .failed(fault.words)
        }
        return visit.session == nil
            ? try await enter(as: identity, keeping: visit.kept, service, from: place)
            : try await prove(as: identity, visit, session)
    }

    /// The live visit behind this cookie, which is over from then on.
    func endVisit(_ secret: BrowserSecret) async throws -> ProviderVisit? {
        let now = world.now()
        let digest = try secret.digest().hex
        return try await database.write { transaction in
            let visits = ProviderVisits(transaction)
            guard let visit = try visits.find(tokenDigest: digest), visit.isLive(now: now),
                try visits.end(visit.id, now: now)
            else { return nil }
            return visit
        }
    }

    /// Begins the session of whoever the service says this is; where our own second factor is needed, it begins none yet.
    func enter(
        as identity: ProviderIdentity, keeping kept: String, _ service: IdentityProvider, from place: SignInPlace
    ) async throws -> FinishedVisit {
        let now = world.now()
        let known = try await database.read { try ProviderHolder(identity, now: now, in: $0) }
        guard let known else { return .nobody }
        let secret = try SessionSecret.random(from: world)
        // The service may answer for a sign-in of this morning: that is no proof of who sits there now (SE-06).
        let session = SignInSession(
            id: try world.newID(), tokenDigest: try secret.digest().hex, client: place.client, way: .provider,
            provenAt: min(identity.provenAt ?? Self.neverProven, now))
        let pending: ID<PendingSignIn> = try world.newID()
        let factor = try freshFactor(of: known.person)
        return try await database.write { transaction in
            guard let holder = try ProviderHolder(identity, now: now, in: transaction), holder.person == known.person
            else { return .nobody }
            let linking = holder.isLinked ? nil : identity.account
            if !service.isSecondFactor, try self.needsFactor(holder.person, setUp: factor, in: transaction) {
                try PendingSignIns(transaction).insert(
                    PendingSignIn(
                        id: pending, person: holder.person, createdAt: now, way: .provider, linking: linking),
                    tokenDigest: session.tokenDigest)
                return .factorNeeded(secret, kept: kept)
            }
            if let linking { try self.link(linking, to: holder.person, from: place, now: now, in: transaction) }
            try session.begin(for: holder.person, now: now, in: transaction)
            return .signedIn(secret, holder.person, kept: kept)
        }
    }

    private static let neverProven = Moment(milliseconds: 0)

    /// Links the two for good, and tells whose account it is. An invitation that waited is used up by it.
    func link(
        _ account: ProviderSubject, to person: ID<Person>, from place: SignInPlace, now: Moment,
        in transaction: any Transaction
    ) throws {
        try ProviderAccounts(transaction).insert(
            ProviderAccount(issuer: account.issuer, subject: account.subject, person: person, linkedAt: now))
        if let invitation = try AccountLinks(transaction).invitations(of: [person])[person] {
            _ = try AccountLinks(transaction).use(invitation.id, now: now)
        }
        try tellStaff(
            person, .providerLinked, browser: place.browser, place: place.client.address, now: now, in: transaction)
    }

    /// Notes that whoever is signed in has just shown the service who they are.
    func prove(
        as identity: ProviderIdentity, _ visit: ProviderVisit, _ cookie: BrowserSecret?
    ) async throws -> FinishedVisit {
        guard let cookie, let viewer = try await signedIn(cookie), let session = viewer.session,
            session == visit.session
        else { return .over }
        let fresh = try SessionSecret.random(from: world)
        let (old, new) = (try cookie.digest().hex, try fresh.digest().hex)
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let link = try ProviderAccounts(transaction).find(identity.account)
            // The service's clock may be a minute behind ours.
            guard link?.person == viewer.person, let provenAt = identity.provenAt,
                provenAt >= visit.createdAt - .minutes(1)
            else { return .notProven }
            guard try StaffSessions(transaction).rotate(session, from: old, to: new, provenAt: now) else {
                throw ViewerGone()
            }
            return .proven(fresh, kept: visit.kept)
        }
    }
}
