import COpenSSL

/// The ways in which others may sign what we believe; each is bound to one kind of key.
package enum SignatureAlgorithm: String, CaseIterable, Sendable {
    case rs256 = "RS256"
    case ps256 = "PS256"
    case es256 = "ES256"
}

/// A public key of somebody else, with which their signatures are told from forged ones.
package struct VerifyingKey: Hashable, Sendable {
    private enum Material: Hashable, Sendable {
        case rsa(modulus: [UInt8], exponent: [UInt8])
        /// The point in its uncompressed form.
        case p256(point: [UInt8])
    }

    private let material: Material

    /// An RSA key of 2048 to 8192 bits; nil for any other.
    package init?(modulus: [UInt8], exponent: [UInt8]) {
        let (modulus, exponent) = (Array(modulus.drop { $0 == 0 }), Array(exponent.drop { $0 == 0 }))
        guard (256...1024).contains(modulus.count), modulus[0] & 0x80 != 0 || modulus.count > 256,
            (1...4).contains(exponent.count), let last = exponent.last, last & 1 == 1, exponent != [1]
        else { return nil }
        material = .rsa(modulus: modulus, exponent: exponent)
    }

    /// A point on the curve P-256, whether it is one is seen when it is used; nil where its coordinates have another length.
    package init?(x: [UInt8], y: [UInt8]) {
        guard x.count == 32, y.count == 32 else { return nil }
        material = .p256(point: [4] + x + y)
    }

    /// Whether the holder of the key signed `message` in this way. False for a way that is not of this kind of key.
    package func accepts(
        _ signature: [UInt8], of message: [UInt8], _ algorithm: SignatureAlgorithm
    ) throws(CryptographyFault) -> Bool {
        var encoded = signature
        var parameters = Parameters()
        switch (material, algorithm) {
        case (.rsa, .rs256): break
        case (.rsa, .ps256):
            parameters.add("pad-mode", text: "pss")
            parameters.add("saltlen", text: "digest")
        case (.p256, .es256):
            guard let sequence = Self.sequence(of: signature) else { return false }
            encoded = sequence
        default: return false
        }
        guard let context = EVP_MD_CTX_new() else { throw .unavailable }
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        guard let key = loaded() else { return false }
        defer { EVP_PKEY_free(key) }
        guard parameters.withList({ EVP_DigestVerifyInit_ex(context, nil, "SHA256", nil, nil, key, $0) }) == 1 else {
            return false
        }
        return EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
    }

    /// The key as OpenSSL holds it; nil for a point that is not on the curve.
    private func loaded() -> OpaquePointer? {
        var parameters = Parameters()
        let name: String
        switch material {
        case .rsa(let modulus, let exponent):
            name = "RSA"
            parameters.add("n", wholeNumber: modulus)
            parameters.add("e", wholeNumber: exponent)
        case .p256(let point):
            name = "EC"
            parameters.add("group", text: "prime256v1")
            parameters.add("pub", octets: point)
        }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, name, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        let made = parameters.withList { list in
            EVP_PKEY_fromdata_init(context) == 1
                && EVP_PKEY_fromdata(
                    context, &key, casecourier_public_key, UnsafeMutablePointer(mutating: list)) == 1
        }
        return made ? key : nil
    }

    /// The two numbers of an ECDSA signature as OpenSSL reads them (RFC 7518 section 3.4 has them side by side).
    private static func sequence(of signature: [UInt8]) -> [UInt8]? {
        guard signature.count == 64 else { return nil }
        let numbers = integer(signature[..<32]) + integer(signature[32...])
        return [0x30, UInt8(numbers.count)] + numbers
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var number = Array(bytes.drop { $0 == 0 })
        if number.first.map({ $0 & 0x80 != 0 }) ?? true { number.insert(0, at: 0) }
        return [0x02, UInt8(number.count)] + number
    }
}
