/// Unpadded base64url (RFC 4648 section 5), with exactly one accepted spelling for each sequence of bytes.
package enum Base64URL {
    /// The one spelling of these bytes.
    package static func text(of bytes: some Collection<UInt8>) -> String {
        var characters: [UInt8] = []
        characters.reserveCapacity((bytes.count * 4 + 2) / 3)
        append(bytes, to: &characters)
        return String(decoding: characters, as: UTF8.self)
    }

    static func append(_ bytes: some Collection<UInt8>, to characters: inout [UInt8]) {
        var held: UInt32 = 0
        var width: UInt32 = 0
        for byte in bytes {
            held = (held << 8 | UInt32(byte)) & 0xFFFF
            width += 8
            while width >= 6 {
                width -= 6
                characters.append(alphabet[Int(held >> width & 63)])
            }
        }
        if width > 0 { characters.append(alphabet[Int(held << (6 - width) & 63)]) }
    }

    /// Nil for padding, white space, the other alphabet's `+` and `/`, an impossible length, and spare bits that are
    /// not zero: a second spelling would make two texts of one token.
    package static func bytes(of characters: some Collection<UInt8>) -> [UInt8]? {
        guard characters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count * 3 / 4)
        var held: UInt32 = 0
        var width: UInt32 = 0
        for character in characters {
            let value = values[Int(character)]
            guard value < 64 else { return nil }
            held = (held << 6 | UInt32(value)) & 0xFFFF
            width += 6
            if width >= 8 {
                width -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> width))
            }
        }
        return held & ((1 << width) - 1) == 0 ? bytes : nil
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}
