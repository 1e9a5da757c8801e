import COpenSSL
import Synchronization

/// Where every algorithm comes from: fetched from OpenSSL's providers by name and property query, never linked to one
/// implementation.
package enum Algorithms {
    private static let query = Mutex<String?>(nil)

    /// The property query of all later fetches (property(7) of OpenSSL, such as `fips=yes`); nil asks for the default.
    ///
    /// Set once at start: keys already in use keep the implementation they were fetched with.
    package static func prefer(properties: String?) {
        query.withLock { $0 = properties }
    }

    static func hmac() throws(CryptographyFault) -> OpaquePointer {
        try fetched(EVP_MAC_fetch(nil, "HMAC", properties))
    }

    static func sha256() throws(CryptographyFault) -> OpaquePointer {
        try fetched(EVP_MD_fetch(nil, "SHA256", properties))
    }

    static func aes256GCM() throws(CryptographyFault) -> OpaquePointer {
        try fetched(EVP_CIPHER_fetch(nil, "AES-256-GCM", properties))
    }

    static func keyDerivation(_ name: String) throws(CryptographyFault) -> OpaquePointer {
        try fetched(EVP_KDF_fetch(nil, name, properties))
    }

    private static var properties: String? { query.withLock { $0 } }

    private static func fetched(_ algorithm: OpaquePointer?) throws(CryptographyFault) -> OpaquePointer {
        guard let algorithm else {
            ERR_clear_error()
            throw .unavailable
        }
        return algorithm
    }
}
