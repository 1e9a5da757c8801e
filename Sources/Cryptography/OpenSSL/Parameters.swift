import COpenSSL

/// The named arguments of an OpenSSL operation (OSSL_PARAM(3)). Owns copies of the bytes and wipes them in the end.
struct Parameters: ~Copyable {
    private var list: [OSSL_PARAM] = []
    private var buffers: [UnsafeMutableRawBufferPointer] = []

    mutating func add(_ name: StaticString, octets: [UInt8]) {
        let buffer = keep(octets)
        list.append(OSSL_PARAM_construct_octet_string(Self.key(name), buffer.baseAddress, buffer.count))
    }

    mutating func add(_ name: StaticString, text: String) {
        let buffer = keep(Array(text.utf8) + [0])
        let characters = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        list.append(OSSL_PARAM_construct_utf8_string(Self.key(name), characters, 0))
    }

    mutating func add(_ name: StaticString, number: UInt64) {
        let buffer = keep(withUnsafeBytes(of: number) { Array($0) })
        let value = buffer.baseAddress?.assumingMemoryBound(to: UInt64.self)
        list.append(OSSL_PARAM_construct_uint64(Self.key(name), value))
    }

    /// A number of any size, its most significant byte first.
    mutating func add(_ name: StaticString, wholeNumber bytes: [UInt8]) {
        // OpenSSL takes numbers as this machine has them.
        let buffer = keep(1.littleEndian == 1 ? bytes.reversed() : bytes)
        let number = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        list.append(OSSL_PARAM_construct_BN(Self.key(name), number, buffer.count))
    }

    borrowing func withList<Result>(_ body: (UnsafePointer<OSSL_PARAM>?) -> Result) -> Result {
        (list + [OSSL_PARAM_construct_end()]).withUnsafeBufferPointer { body($0.baseAddress) }
    }

    private mutating func keep(_ bytes: [UInt8]) -> UnsafeMutableRawBufferPointer {
        // Never empty: OpenSSL takes a null pointer for a missing argument.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 8)
        buffer.copyBytes(from: bytes)
        buffers.append(buffer)
        return UnsafeMutableRawBufferPointer(rebasing: buffer[..<bytes.count])
    }

    private static func key(_ name: StaticString) -> UnsafePointer<CChar> {
        UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    deinit {
        for buffer in buffers {
            OPENSSL_cleanse(buffer.baseAddress, buffer.count)
            buffer.deallocate()
        }
    }
}
