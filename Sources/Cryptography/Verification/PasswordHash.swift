/// A password as it is stored: scrypt (RFC 7914) with its cost, as `$scrypt$ln=17,r=8,p=1${salt}${hash}` in unpadded
/// base64.
package struct PasswordHash: Sendable {
    /// Cost of new hashes: 128 MiB and about half a second.
    static let cost = Cost(logarithm: 17, blockSize: 8, lanes: 1)

    struct Cost: Hashable, Sendable {
        let logarithm: Int
        let blockSize: Int
        let lanes: Int

        var text: String { "ln=\(logarithm),r=\(blockSize),p=\(lanes)" }
    }

    let cost: Cost
    let salt: [UInt8]
    let hash: [UInt8]

    /// Slow and large on purpose; `PasswordHasher` runs it where it does no harm.
    static func make(of password: String, cost: Cost = cost, world: any World) throws -> PasswordHash {
        let salt = try world.randomBytes(16)
        return PasswordHash(cost: cost, salt: salt, hash: try derive(password, salt, cost))
    }

    /// Nobody's: no password has it.
    static func nobody(cost: Cost) -> PasswordHash {
        PasswordHash(cost: cost, salt: [UInt8](repeating: 0, count: 16), hash: [])
    }

    func accepts(_ password: String) throws(CryptographyFault) -> Bool {
        ConstantTime.equal(try Self.derive(password, salt, cost), hash)
    }

    /// Whether it was made at another cost than we ask for now, so that the next sign-in should store a new one.
    func isOutdated(at cost: Cost) -> Bool { self.cost != cost || salt.count != 16 }

    package var text: String {
        "$scrypt$\(cost.text)$\(PlainBase64.text(of: salt))$\(PlainBase64.text(of: hash))"
    }

    /// Refuses costs beyond what a sign-in may take of this machine: 2^20 · 8 is a gibibyte.
    package init(reading text: String) throws(CryptographyFault) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(reading: parts[2]),
            let salt = PlainBase64.bytes(of: parts[3]), (8...64).contains(salt.count),
            let hash = PlainBase64.bytes(of: parts[4]), hash.count == 32
        else { throw .damaged }
        self.init(cost: cost, salt: salt, hash: hash)
    }

    private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    private static func cost(reading text: Substring) -> Cost? {
        let numbers = text.split(separator: ",").compactMap { field in
            field.split(separator: "=").last.flatMap { Int($0) }
        }
        guard numbers.count == 3, (4...20).contains(numbers[0]), (1...8).contains(numbers[1]),
            (1...4).contains(numbers[2])
        else { return nil }
        let cost = Cost(logarithm: numbers[0], blockSize: numbers[1], lanes: numbers[2])
        return cost.text == text ? cost : nil
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws(CryptographyFault) -> [UInt8] {
        try KeyDerivation.scrypt(
            password: Array(password.utf8), salt: salt, logarithm: cost.logarithm, blockSize: cost.blockSize,
            lanes: cost.lanes, count: 32)
    }
}

/// Base64 with `+` and `/`, unpadded, which password hashes are written in everywhere.
private enum PlainBase64 {
    static func text(of bytes: [UInt8]) -> String {
        String(Base64URL.text(of: bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    }

    static func bytes(of text: Substring) -> [UInt8]? {
        let url = text.utf8.map { character -> UInt8 in
            switch character {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "-"), UInt8(ascii: "_"): 0
            default: character
            }
        }
        return Base64URL.bytes(of: url)
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    package var description: String { "password hash (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
