import Domain

/// A key in memory, ready for use: the context made of it, never the secret itself.
struct HeldKey<Context: Sendable>: Sendable {
    let kid: String
    let context: Context
    let notBefore: Moment
    let verifyUntil: Moment?
    let isActive: Bool

    func verifies(at now: Moment) -> Bool {
        isActive || verifyUntil.map { now < $0 } ?? true
    }

    /// The keys of one purpose that are not revoked, the newest first.
    static func all(
        _ purpose: KeyPurpose, of entries: [KeyEntry], context: (_ key: [UInt8]) throws -> Context
    ) throws -> [HeldKey] {
        // Of keys made within one second the later line is the newer.
        let newestFirst = entries.enumerated().filter { $0.element.purpose == purpose && $0.element.state != .revoked }
            .sorted { ($0.element.created, $0.offset) > ($1.element.created, $1.offset) }
        return try newestFirst.map { try HeldKey($0.element, context: context) }
    }

    private init(_ entry: KeyEntry, context: (_ key: [UInt8]) throws -> Context) throws {
        var derived = try KeyDerivation.hkdf(
            secret: entry.secret, salt: [], info: Array(entry.purpose.label.utf8), count: 32)
        defer { derived.wipe() }
        kid = entry.kid
        self.context = try context(derived)
        notBefore = entry.notBefore
        verifyUntil = entry.verifyUntil
        isActive = entry.state == .active
    }
}
