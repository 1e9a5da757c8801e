import COpenSSL
package import Domain
import Synchronization

/// SHA-256 of bytes that come in pieces.
package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    package init() throws(CryptographyFault) {
        let algorithm = try Algorithms.sha256()
        guard let context = EVP_MD_CTX_new() else { throw .unavailable }
        guard EVP_DigestInit_ex2(context, algorithm, nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw .unavailable
        }
        self.context = context
    }

    /// Takes the next bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) throws(CryptographyFault) {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { throw .unavailable }
    }

    /// The digest of all that came, and a fresh start.
    package mutating func finish() throws(CryptographyFault) -> SHA256Digest {
        try SHA256Digest(of: finishedBytes())
    }

    mutating func finishedBytes() throws(CryptographyFault) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 0
        guard EVP_DigestFinal_ex(context, &digest, &count) == 1, EVP_DigestInit_ex2(context, nil, nil) == 1 else {
            throw .unavailable
        }
        return digest
    }

    deinit { EVP_MD_CTX_free(context) }
}

extension SHA256 {
    /// The digest of bytes that are all at hand.
    package static func digest(of bytes: [UInt8]) throws(CryptographyFault) -> SHA256Digest {
        try SHA256Digest(of: octets(of: bytes))
    }

    /// The same as 32 bytes.
    static func octets(of bytes: [UInt8]) throws(CryptographyFault) -> [UInt8] {
        var hash = try SHA256()
        let accepted = bytes.withUnsafeBytes { EVP_DigestUpdate(hash.context, $0.baseAddress, $0.count) }
        guard accepted == 1 else { throw .unavailable }
        return try hash.finishedBytes()
    }
}

extension SHA256Digest {
    fileprivate init(of bytes: [UInt8]) throws(CryptographyFault) {
        do { try self.init(reading: Hexadecimal.text(of: bytes)) } catch { throw .unavailable }
    }
}
