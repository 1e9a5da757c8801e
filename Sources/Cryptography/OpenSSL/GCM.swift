import COpenSSL

/// AES-256 in Galois/counter mode under one key that is set up once (NIST SP 800-38D), with tags of 16 bytes.
///
/// A nonce must never be used twice for sealing under one key; who owns this sees to it.
struct GCM: ~Copyable {
    static let nonceSize = 12
    static let tagSize = 16

    private let context: OpaquePointer

    init(key: [UInt8]) throws(CryptographyFault) {
        precondition(key.count == 32, "AES-256 takes a key of 32 bytes.")
        let algorithm = try Algorithms.aes256GCM()
        guard let context = EVP_CIPHER_CTX_new() else { throw .unavailable }
        guard EVP_CipherInit_ex2(context, algorithm, key, nil, 1, nil) == 1 else {
            EVP_CIPHER_CTX_free(context)
            throw .unavailable
        }
        self.context = context
    }

    /// Seals `plain` into `output`, which has room for it and the tag behind it. Both may be the same memory.
    /// False when OpenSSL refused.
    mutating func seal(
        _ plain: UnsafeRawBufferPointer, nonce: [UInt8], associated: [UInt8], into output: UnsafeMutableRawPointer
    ) -> Bool {
        guard start(nonce, associated, sealing: true), pass(plain, into: output) else { return false }
        return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagSize), output + plain.count) == 1
    }

    /// Opens `sealed` (without its tag) into `output`; may be the same memory. False when anything was
    /// altered, and then what stands in `output` must not be used.
    mutating func open(
        _ sealed: UnsafeRawBufferPointer, tag: UnsafeRawPointer, nonce: [UInt8], associated: [UInt8],
        into output: UnsafeMutableRawPointer
    ) -> Bool {
        let wanted = UnsafeMutableRawPointer(mutating: tag)
        return start(nonce, associated, sealing: false)
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagSize), wanted) == 1
            && pass(sealed, into: output)
    }

    private mutating func start(_ nonce: [UInt8], _ associated: [UInt8], sealing: Bool) -> Bool {
        precondition(nonce.count == Self.nonceSize, "The nonce has 96 bits.")
        guard EVP_CipherInit_ex2(context, nil, nil, nonce, sealing ? 1 : 0, nil) == 1 else { return false }
        var count: Int32 = 0
        guard let length = Int32(exactly: associated.count) else { return false }
        return length == 0 || EVP_CipherUpdate(context, nil, &count, associated, length) == 1
    }

    private mutating func pass(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawPointer) -> Bool {
        guard let length = Int32(exactly: input.count) else { return false }
        var count: Int32 = 0
        let target = output.assumingMemoryBound(to: UInt8.self)
        if length > 0 {
            let source = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
            guard EVP_CipherUpdate(context, target, &count, source, length) == 1, count == length else { return false }
        }
        return EVP_CipherFinal_ex(context, target + Int(count), &count) == 1
    }

    deinit { EVP_CIPHER_CTX_free(context) }
}
