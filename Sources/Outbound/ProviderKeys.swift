import Cryptography
import Foundation

/// The keys that a sign-in service signs with (RFC 7517), as far as we can use them.
struct ProviderKeys: Sendable {
    struct Key: Sendable {
        let name: String?
        /// The one way in which it signs, where it says so.
        let algorithm: String?
        let key: VerifyingKey
    }

    /// More are not looked at.
    private static let most = 64

    let keys: [Key]

    private struct Raw: Decodable { let keys: [RawKey] }

    private struct RawKey: Decodable {
        let kty: String?
        let kid: String?
        let use: String?
        let alg: String?
        let n, e: String?
        let crv, x, y: String?
    }

    /// Keys of other kinds, for other uses, too weak or secret are passed over.
    init(reading bytes: [UInt8]) throws(OpenIDFault) {
        guard let raw = try? JSONDecoder().decode(Raw.self, from: Data(bytes)) else {
            throw .misdescribed(.unreadable)
        }
        keys = raw.keys.prefix(Self.most).compactMap { raw in
            guard raw.use == nil || raw.use == "sig" else { return nil }
            return Self.key(raw).map { Key(name: raw.kid, algorithm: raw.alg, key: $0) }
        }
        guard !keys.isEmpty else { throw .misdescribed(.noKeys) }
    }

    /// Those that may have signed a token with this header: the one that it names, or any where it names none.
    func candidates(_ header: IDToken.Header) -> [VerifyingKey] {
        keys.filter { key in
            (header.kid == nil || key.name == header.kid)
                && (key.algorithm == nil || key.algorithm == header.algorithm.rawValue)
        }.map(\.key)
    }

    private static func key(_ raw: RawKey) -> VerifyingKey? {
        let bytes = { (text: String?) in text.flatMap { Base64URL.bytes(of: $0.utf8) } }
        switch raw.kty {
        case "RSA":
            guard let modulus = bytes(raw.n), let exponent = bytes(raw.e) else { return nil }
            return VerifyingKey(modulus: modulus, exponent: exponent)
        case "EC" where raw.crv == "P-256":
            guard let x = bytes(raw.x), let y = bytes(raw.y) else { return nil }
            return VerifyingKey(x: x, y: y)
        default: return nil
        }
    }
}
