import COpenSSL
import Synchronization

/// Where every algorithm comes from: fetched from OpenSSL's providers by name and property query, never linked to one
/// implementation.
package enum Algorithms {
    /// The property query of all later fetches (property(7) of OpenSSL, such as `fips=yes`); nil asks for the default.
    ///
    /// Set once at start: keys already in use keep the implementation they were fetched with.
    package static func prefer(properties: String?) {
        fetched.withLock { $0 = Fetched(properties: properties) }
    }

    static func hmac() throws(CryptographyFault) -> OpaquePointer {
        try find(\.hmac) { EVP_MAC_fetch(nil, "HMAC", $0) }
    }

    static func sha256() throws(CryptographyFault) -> OpaquePointer {
        try find(\.sha256) { EVP_MD_fetch(nil, "SHA256", $0) }
    }

    static func aes256GCM() throws(CryptographyFault) -> OpaquePointer {
        try find(\.aes256GCM) { EVP_CIPHER_fetch(nil, "AES-256-GCM", $0) }
    }

    static func hkdf() throws(CryptographyFault) -> OpaquePointer {
        try find(\.hkdf) { EVP_KDF_fetch(nil, "HKDF", $0) }
    }

    static func scrypt() throws(CryptographyFault) -> OpaquePointer {
        try find(\.scrypt) { EVP_KDF_fetch(nil, "SCRYPT", $0) }
    }

    /// Addresses of fetched algorithms. They never change, may be used by all threads (OpenSSL's "crypto" manual,
    /// section on fetching) and are kept until the process ends: fetching costs more than what is done with it.
    private struct Fetched {
        let properties: String?
        var hmac: UInt?
        var sha256: UInt?
        var aes256GCM: UInt?
        var hkdf: UInt?
        var scrypt: UInt?
    }

    private static let fetched = Mutex(Fetched(properties: nil))

    private static func find(
        _ place: WritableKeyPath<Fetched, UInt?>, fetch: (String?) -> OpaquePointer?
    ) throws(CryptographyFault) -> OpaquePointer {
        let address = fetched.withLock { fetched in
            if let known = fetched[keyPath: place] { return known as UInt? }
            fetched[keyPath: place] = fetch(fetched.properties).map { UInt(bitPattern: $0) }
            return fetched[keyPath: place]
        }
        guard let address, let algorithm = OpaquePointer(bitPattern: address) else {
            ERR_clear_error()
            throw .unavailable
        }
        return algorithm
    }
}
