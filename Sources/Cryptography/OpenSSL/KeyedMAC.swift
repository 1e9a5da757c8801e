import COpenSSL
import Synchronization

/// HMAC under one key that is set up once: a tag then costs a third of a microsecond (RFC 2104).
package final class KeyedMAC: Sendable {
    private let context: Mutex<MACContext>

    /// The hash within.
    enum Digest: String {
        case sha256 = "SHA256"
        /// For authenticator apps, which know no other; what is broken about SHA-1 does not concern HMAC (RFC 6194).
        case sha1 = "SHA1"

        var size: Int { self == .sha1 ? 20 : 32 }
    }

    /// A key of any length, also of none; tags of SHA-256.
    package convenience init(key: [UInt8]) throws(CryptographyFault) { try self.init(key: key, digest: .sha256) }

    init(key: [UInt8], digest: Digest) throws(CryptographyFault) {
        context = Mutex(try MACContext(key: key, digest: digest))
    }

    /// The full tag: 32 bytes of SHA-256.
    package func tag(of message: [UInt8]) throws(CryptographyFault) -> [UInt8] {
        guard let tag = context.withLock({ $0.tag(of: message) }) else { throw .unavailable }
        return tag
    }

    /// Whether `tag` is the tag of `message`; takes the same time whatever the bytes are.
    func accepts(_ tag: [UInt8], of message: [UInt8]) throws(CryptographyFault) -> Bool {
        ConstantTime.equal(try self.tag(of: message), tag)
    }
}

private struct MACContext: ~Copyable {
    private let context: OpaquePointer
    private let size: Int

    init(key: [UInt8], digest: KeyedMAC.Digest) throws(CryptographyFault) {
        let algorithm = try Algorithms.hmac()
        var parameters = Parameters()
        parameters.add("digest", text: digest.rawValue)
        guard let context = EVP_MAC_CTX_new(algorithm) else { throw .unavailable }
        // A key of no bytes is a key too, and a null pointer would mean "keep the old one".
        let ready = parameters.withList { list in
            (key.isEmpty ? [0] : key).withUnsafeBufferPointer { EVP_MAC_init(context, $0.baseAddress, key.count, list) }
        }
        guard ready == 1 else {
            EVP_MAC_CTX_free(context)
            throw .unavailable
        }
        self.context = context
        size = digest.size
    }

    mutating func tag(of message: [UInt8]) -> [UInt8]? {
        guard EVP_MAC_init(context, nil, 0, nil) == 1,
            message.withUnsafeBufferPointer({ EVP_MAC_update(context, $0.baseAddress, $0.count) }) == 1
        else { return nil }
        var done = false
        let tag = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            done = EVP_MAC_final(context, buffer.baseAddress, &count, size) == 1 && count == size
            if !done { count = 0 }
        }
        return done ? tag : nil
    }

    deinit { EVP_MAC_CTX_free(context) }
}
