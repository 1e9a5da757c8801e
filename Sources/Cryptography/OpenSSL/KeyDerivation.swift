import COpenSSL

/// Keys made of other keys and of passwords.
enum KeyDerivation {
    /// HKDF with SHA-256 (RFC 5869).
    static func hkdf(secret: [UInt8], salt: [UInt8], info: [UInt8], count: Int) throws(CryptographyFault) -> [UInt8] {
        var parameters = Parameters()
        parameters.add("digest", text: "SHA256")
        parameters.add("key", octets: secret)
        // RFC 5869 section 2.2: no salt is a salt of zeros, and OpenSSL refuses one of no bytes.
        parameters.add("salt", octets: salt.isEmpty ? [UInt8](repeating: 0, count: 32) : salt)
        parameters.add("info", octets: info)
        return try derive(Algorithms.hkdf(), parameters, count: count)
    }

    /// scrypt (RFC 7914) with cost 2^`logarithm`; takes 128 · 2^`logarithm` · `blockSize` bytes of memory.
    static func scrypt(
        password: [UInt8], salt: [UInt8], logarithm: Int, blockSize: Int, lanes: Int, count: Int
    ) throws(CryptographyFault) -> [UInt8] {
        var parameters = Parameters()
        parameters.add("pass", octets: password)
        parameters.add("salt", octets: salt)
        parameters.add("n", number: 1 << UInt64(logarithm))
        parameters.add("r", number: UInt64(blockSize))
        parameters.add("p", number: UInt64(lanes))
        parameters.add("maxmem_bytes", number: 1 << 30)
        return try derive(Algorithms.scrypt(), parameters, count: count)
    }

    private static func derive(
        _ algorithm: OpaquePointer, _ parameters: borrowing Parameters, count: Int
    ) throws(CryptographyFault) -> [UInt8] {
        guard let context = EVP_KDF_CTX_new(algorithm) else { throw .unavailable }
        defer { EVP_KDF_CTX_free(context) }
        var derived = [UInt8](repeating: 0, count: count)
        guard parameters.withList({ EVP_KDF_derive(context, &derived, count, $0) }) == 1 else {
            ERR_clear_error()
            throw .unavailable
        }
        return derived
    }
}

extension [UInt8] {
    /// Overwrites a secret that is no longer needed; copies made elsewhere are not reached.
    mutating func wipe() {
        withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
    }
}
