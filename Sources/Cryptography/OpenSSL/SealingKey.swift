import Synchronization

/// A key that seals short messages under random nonces.
final class SealingKey: Sendable {
    /// NIST SP 800-38D section 8.3: with random 96-bit nonces at most 2^32 messages to a key.
    static let mostMessages: UInt64 = 1 << 32

    private let state: Mutex<State>

    /// `sealed` is how many messages the key is taken to have sealed before.
    init(key: [UInt8], sealed: UInt64 = 0) throws(CryptographyFault) {
        state = Mutex(State(cipher: try GCM(key: key), sealed: sealed))
    }

    /// Nonce, sealed bytes and tag, in this order; nil once the key has sealed as many messages as it may.
    func seal(_ plain: [UInt8], nonce: [UInt8], associated: [UInt8]) throws(CryptographyFault) -> [UInt8]? {
        try state.withLock { $0.seal(plain, nonce: nonce, associated: associated) }.get()
    }

    /// What `seal` was given; throws `damaged` for anything else.
    func open(_ message: [UInt8], associated: [UInt8]) throws(CryptographyFault) -> [UInt8] {
        guard let plain = state.withLock({ $0.open(message, associated: associated) }) else { throw .damaged }
        return plain
    }
}

private struct State: ~Copyable {
    var cipher: GCM
    var sealed: UInt64

    mutating func seal(_ plain: [UInt8], nonce: [UInt8], associated: [UInt8]) -> Result<[UInt8]?, CryptographyFault> {
        guard sealed < SealingKey.mostMessages else { return .success(nil) }
        sealed += 1
        var message = nonce + plain + [UInt8](repeating: 0, count: GCM.tagSize)
        let done = message.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress?.advanced(by: GCM.nonceSize) else { return false }
            let body = UnsafeRawBufferPointer(start: start, count: plain.count)
            return cipher.seal(body, nonce: nonce, associated: associated, into: start)
        }
        return done ? .success(message) : .failure(.unavailable)
    }

    mutating func open(_ message: [UInt8], associated: [UInt8]) -> [UInt8]? {
        let plainSize = message.count - GCM.nonceSize - GCM.tagSize
        guard plainSize >= 0 else { return nil }
        let nonce = Array(message[..<GCM.nonceSize])
        var body = Array(message[GCM.nonceSize...])
        let genuine = body.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            let sealed = UnsafeRawBufferPointer(start: start, count: plainSize)
            return cipher.open(sealed, tag: start + plainSize, nonce: nonce, associated: associated, into: start)
        }
        guard genuine else { return nil }
        body.removeLast(GCM.tagSize)
        return body
    }
}
