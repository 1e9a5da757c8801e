import Domain

/// One key of the ring as it stands in the file.
struct KeyEntry {
    let kid: String
    let purpose: KeyPurpose
    let created: Moment
    let notBefore: Moment
    var verifyUntil: Moment?
    var state: KeyState
    /// 32 bytes; none once revoked.
    var secret: [UInt8]

    static func random(for purpose: KeyPurpose, at now: Moment, world: some World) throws -> KeyEntry {
        let second = Moment(milliseconds: now.seconds * 1000)
        return KeyEntry(
            kid: try randomName(world), purpose: purpose, created: second, notBefore: second, verifyUntil: nil,
            state: .active, secret: try world.randomBytes(32))
    }

    var publicPart: KeyDescription {
        KeyDescription(
            kid: kid, purpose: purpose, state: state, created: created, notBefore: notBefore, verifyUntil: verifyUntil)
    }

    /// Whether what the key made is still accepted.
    func verifies(at now: Moment) -> Bool {
        switch state {
        case .active: true
        case .verifyOnly: verifyUntil.map { now < $0 } ?? true
        case .revoked: false
        }
    }

    static func isName(_ text: String) -> Bool {
        text.utf8.count == 6 && text.utf8.allSatisfy { nameAlphabet.contains($0) }
    }

    private static let nameAlphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    private static func randomName(_ world: some World) throws -> String {
        var name: [UInt8] = []
        while name.count < 6 {
            // 252 is the largest multiple of 36 in a byte.
            for byte in try world.randomBytes(8) where byte < 252 && name.count < 6 {
                name.append(nameAlphabet[Int(byte) % 36])
            }
        }
        return String(decoding: name, as: UTF8.self)
    }
}

extension KeyEntry: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "key \(kid) (redacted)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
