/// Seals one file as it comes, in Google Tink's streaming format; one piece of plain text is never longer in memory
/// than given.
///
/// Which segment is the last is part of its nonce, so a full segment is held back until more comes or the file ends.
package struct StreamSealer: ~Copyable {
    private var cipher: SegmentCipher
    private var header: [UInt8]
    private var pending: [UInt8] = []
    private var number: Int64 = 0

    /// `associated` is bound into every segment without being stored: the file opens only where the same is given.
    package init(key: FileKey, associated: [UInt8], world: any World) throws {
        let salt = try world.randomBytes(SegmentCipher.saltSize)
        let prefix = try world.randomBytes(SegmentCipher.prefixSize)
        cipher = try SegmentCipher(key: key, salt: salt, prefix: prefix, associated: associated)
        header = [UInt8(StreamLayout.headerSize)] + salt + prefix
        pending.reserveCapacity(StreamLayout.segmentPlainSize)
    }

    /// Takes in plain bytes and appends to `output` what is sealed so far.
    package mutating func update(_ plain: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(CryptographyFault)
    {
        var rest = plain[...]
        while !rest.isEmpty {
            let room = segmentRoom - pending.count
            guard rest.count > room else {
                pending.append(contentsOf: rest)
                return
            }
            if pending.isEmpty {
                try seal(UnsafeRawBufferPointer(rebasing: rest.prefix(room)), isLast: false, into: &output)
            } else {
                pending.append(contentsOf: rest.prefix(room))
                try sealPending(isLast: false, into: &output)
            }
            rest = rest.dropFirst(room)
        }
    }

    /// Appends the last segment. Nothing may follow.
    package mutating func finish(into output: inout [UInt8]) throws(CryptographyFault) {
        try sealPending(isLast: true, into: &output)
    }

    private var segmentRoom: Int { number == 0 ? StreamLayout.firstPlainSize : StreamLayout.segmentPlainSize }

    private mutating func sealPending(isLast: Bool, into output: inout [UInt8]) throws(CryptographyFault) {
        var plain: [UInt8] = []
        swap(&plain, &pending)
        let outcome = plain.withUnsafeBytes { bytes in
            Result { () throws(CryptographyFault) in try seal(bytes, isLast: isLast, into: &output) }
        }
        plain.removeAll(keepingCapacity: true)
        swap(&plain, &pending)
        try outcome.get()
    }

    private mutating func seal(
        _ plain: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]
    ) throws(CryptographyFault) {
        guard let segment = UInt32(exactly: number) else { throw .exhausted(.file) }
        if number == 0 { output.append(contentsOf: header) }
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: plain.count + StreamLayout.tagSize))
        let outcome = output.withUnsafeMutableBytes { bytes in
            Result { () throws(CryptographyFault) in
                guard let base = bytes.baseAddress else { throw .unavailable }
                try cipher.seal(plain, number: segment, isLast: isLast, into: base + start)
            }
        }
        try outcome.get()
        number += 1
    }
}
