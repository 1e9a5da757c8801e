/// Several byte strings as one that cannot be divided in another way: their number, then each behind its length.
///
/// Pre-authentication encoding as in PASETO ("Common implementation details", PAE): numbers of eight bytes, least
/// significant first.
struct LengthPrefixed {
    private(set) var bytes: [UInt8] = []

    init(pieces: Int) {
        bytes.reserveCapacity(192)
        append(number: pieces)
    }

    init(_ pieces: [[UInt8]]) {
        self.init(pieces: pieces.count)
        for piece in pieces { append(piece) }
    }

    mutating func append(_ piece: some Collection<UInt8>) {
        append(number: piece.count)
        bytes.append(contentsOf: piece)
    }

    private mutating func append(number: Int) {
        withUnsafeBytes(of: UInt64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }
}
