import Cryptography
package import Domain
import Outbound
import Records
import SQL

/// How setting out for the sign-in service, to prove who one is, ends.
package enum BegunProof: Sendable {
    /// There is no such service, or the viewer has no account there.
    case notLinked
    /// The second factor, which is ours to ask for.
    case wrong
    case tooManyTries(until: Moment)
    /// The cookie that the browser comes back with.
    case begun(BrowserSecret)
}

/// Where a browser that set out is sent.
package enum ProviderWay: Sendable {
    /// It did not set out, or that was too long ago.
    case over
    /// The service cannot be used now; words for the log.
    case unavailable(String)
    case at(String)
}

extension Installation {
    /// Notes that a browser sets out to sign in at the service. `kept` is what goes on afterwards. None where there is no service.
    package func visitProvider(keeping kept: String) async throws -> BrowserSecret? {
        guard identityProvider != nil else { return nil }
        let (secret, digest, visit) = try freshVisit(of: nil, keeping: kept)
        try await database.write { try ProviderVisits($0).insert(visit, tokenDigest: digest) }
        return secret
    }

    /// Notes that the viewer sets out to prove who they are. Their second factor is asked for here where the service does not
    /// stand for it.
    package func visitProvider(
        toProve viewer: Viewer, _ entry: FactorEntry?, keeping kept: String, from place: SignInPlace
    ) async throws -> BegunProof {
        guard let service = identityProvider else { return .notLinked }
        let (secret, digest, visit) = try freshVisit(of: viewer.session, keeping: kept)
        return try await write(for: viewer) { viewer, transaction in
            guard try ProviderAccounts(transaction).find(viewer.person, issuer: service.issuer) != nil else {
                return .notLinked
            }
            if !service.isSecondFactor, let factor = try SecondFactors(transaction).find(viewer.person),
                factor.confirmedAt != nil
            {
                guard let entry else { return .wrong }
                switch try self.check(entry, against: factor, from: place, now: visit.createdAt, in: transaction) {
                case .right: break
                case .wrong: return .wrong
                case .tooManyTries(let until): return .tooManyTries(until: until)
                }
            }
            try ProviderVisits(transaction).insert(visit, tokenDigest: digest)
            return .begun(secret)
        }
    }

    /// Where the browser with this cookie is to go. Looking changes nothing.
    package func providerWay(_ secret: BrowserSecret) async throws -> ProviderWay {
        guard let service = identityProvider else { return .over }
        let now = world.now()
        let digest = try secret.digest().hex
        let found = try await database.read { try ProviderVisits($0).find(tokenDigest: digest) }
        guard let visit = found, visit.isLive(now: now) else { return .over }
        do {
            return .at(try await service.provider.address(SignInSecrets(of: secret), anew: visit.session != nil))
        } catch let fault as OpenIDFault {
            return .unavailable(fault.words)
        }
    }

    private func freshVisit(
        of session: ID<StaffSession>?, keeping kept: String
    ) throws -> (secret: BrowserSecret, digest: String, visit: ProviderVisit) {
        let secret = try SessionSecret.random(from: world)
        let visit = ProviderVisit(id: try world.newID(), session: session, kept: kept, createdAt: world.now())
        return (secret, try secret.digest().hex, visit)
    }
}
