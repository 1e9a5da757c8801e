/// Seals and opens single segments of one file.
///
/// The key of the segments is HKDF-SHA-256(file key, header's salt, associated data); a nonce is the header's prefix of
/// seven bytes, the segment's number in four, and one byte that says whether it is the last. So no nonce occurs twice,
/// and no segment can stand for another.
struct SegmentCipher: ~Copyable {
    static let saltSize = 32
    static let prefixSize = 7

    private var cipher: GCM
    private let prefix: [UInt8]

    init(key: FileKey, salt: [UInt8], prefix: [UInt8], associated: [UInt8]) throws(CryptographyFault) {
        var derived = try KeyDerivation.hkdf(secret: key.bytes, salt: salt, info: associated, count: 32)
        defer { derived.wipe() }
        cipher = try GCM(key: derived)
        self.prefix = prefix
    }

    /// `output` has room for the plain bytes and the tag.
    mutating func seal(
        _ plain: UnsafeRawBufferPointer, number: UInt32, isLast: Bool, into output: UnsafeMutableRawPointer
    ) throws(CryptographyFault) {
        guard cipher.seal(plain, nonce: nonce(number, isLast), associated: [], into: output) else { throw .unavailable }
    }

    /// Opens a segment where it lies. What stands there must not be used when this throws.
    mutating func open(
        _ sealed: UnsafeMutableRawBufferPointer, tag: UnsafeRawPointer, number: UInt32, isLast: Bool
    ) throws(CryptographyFault) {
        var none: UInt8 = 0
        let genuine = withUnsafeMutablePointer(to: &none) { spare in
            cipher.open(
                UnsafeRawBufferPointer(sealed), tag: tag, nonce: nonce(number, isLast), associated: [],
                into: sealed.baseAddress ?? UnsafeMutableRawPointer(spare))
        }
        guard genuine else { throw .damaged }
    }

    private func nonce(_ number: UInt32, _ isLast: Bool) -> [UInt8] {
        var nonce = prefix
        nonce.reserveCapacity(GCM.nonceSize)
        withUnsafeBytes(of: number.bigEndian) { nonce.append(contentsOf: $0) }
        nonce.append(isLast ? 1 : 0)
        return nonce
    }
}
