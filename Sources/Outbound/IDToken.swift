import Cryptography
import Domain
import Foundation

/// A signed statement of a sign-in service about who somebody is (RFC 7519), read and not yet believed.
struct IDToken: Sendable {
    struct Header: Sendable {
        let algorithm: SignatureAlgorithm
        let kid: String?
    }

    /// Bytes; real ones have a thousand or two.
    static let longest = 16_384

    let header: Header
    private let claims: [String: ClaimValue]
    private let signed: [UInt8]
    private let signature: [UInt8]

    private struct RawHeader: Decodable {
        let alg: String
        let kid: String?
        let crit: ClaimValue?
    }

    /// `none` and whatever is signed with a shared secret are no ways of signing here (RFC 8725 section 3.1).
    init(reading text: String) throws(OpenIDFault) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 3, let head = Base64URL.bytes(of: parts[0]),
            let body = Base64URL.bytes(of: parts[1]), let signature = Base64URL.bytes(of: parts[2]),
            let raw = try? JSONDecoder().decode(RawHeader.self, from: Data(head)),
            let claims = try? JSONDecoder().decode([String: ClaimValue].self, from: Data(body))
        else { throw .distrusted(.unreadable) }
        guard raw.crit == nil, let algorithm = SignatureAlgorithm(rawValue: raw.alg) else {
            throw .distrusted(.algorithm)
        }
        header = Header(algorithm: algorithm, kid: raw.kid)
        signed = Array(parts[0]) + [UInt8(ascii: ".")] + Array(parts[1])
        self.signature = signature
        self.claims = claims
    }

    /// Whether one of these keys signed it.
    func isSigned(by keys: [VerifyingKey]) throws -> Bool {
        try keys.contains { try $0.accepts(signature, of: signed, header.algorithm) }
    }

    /// What it says, once everything fits (OpenID Connect Core 1.0 section 3.1.3.7). Clocks may differ by a minute.
    func identity(
        for settings: OpenIDSettings, _ secrets: SignInSecrets, now: Moment
    ) throws(OpenIDFault) -> ProviderIdentity {
        guard claims["iss"]?.text == settings.issuer else { throw .distrusted(.issuer) }
        guard let audience = claims["aud"]?.texts, audience.contains(settings.clientID),
            claims["azp"].map({ $0.text == settings.clientID }) ?? (audience.count == 1)
        else { throw .distrusted(.audience) }
        guard let expiry = moment("exp"), let issued = moment("iat"), now < expiry + .minutes(1),
            issued < now + .minutes(1), issued > now - .minutes(10)
        else { throw .distrusted(.time) }
        guard let nonce = claims["nonce"]?.text, secrets.accepts(nonce: nonce) else { throw .distrusted(.nonce) }
        guard let subject = claims["sub"]?.text, (1...255).contains(subject.utf8.count),
            subject.utf8.allSatisfy({ $0 > 0x1F && $0 < 0x7F })
        else { throw .distrusted(.subject) }
        if let requirement = settings.requirement,
            claims[requirement.name]?.texts?.contains(requirement.value) != true
        {
            throw .distrusted(.requirement)
        }
        return ProviderIdentity(
            issuer: settings.issuer, subject: subject, address: verifiedAddress, provenAt: moment("auth_time"))
    }

    private var verifiedAddress: EmailAddress? {
        guard case .flag(true)? = claims["email_verified"], let text = claims["email"]?.text else { return nil }
        return try? EmailAddress(reading: text)
    }

    private func moment(_ name: String) -> Moment? {
        guard let seconds = claims[name]?.number, seconds > 0, seconds < 1e11 else { return nil }
        return Moment(milliseconds: Int64(seconds * 1000))
    }
}
