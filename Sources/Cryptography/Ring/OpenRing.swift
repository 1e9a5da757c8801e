/// One reading of the ring, with every key derived.
final class OpenRing: Sendable {
    let descriptions: [KeyDescription]
    private let tags: [KeyPurpose: [HeldKey<KeyedMAC>]]
    private let seals: [KeyPurpose: [HeldKey<SealingKey>]]

    init(_ entries: [KeyEntry]) throws {
        var tags: [KeyPurpose: [HeldKey<KeyedMAC>]] = [:]
        var seals: [KeyPurpose: [HeldKey<SealingKey>]] = [:]
        for purpose in KeyPurpose.allCases {
            switch purpose {
            case .link, .code, .form, .envelope:
                tags[purpose] = try HeldKey.all(purpose, of: entries) { try KeyedMAC(key: $0) }
            case .letter, .file, .factor:
                seals[purpose] = try HeldKey.all(purpose, of: entries) { try SealingKey(key: $0) }
            }
        }
        descriptions = entries.map(\.publicPart)
        self.tags = tags
        self.seals = seals
    }

    func tagKeys(_ purpose: KeyPurpose) -> [HeldKey<KeyedMAC>] { tags[purpose] ?? [] }
    func sealKeys(_ purpose: KeyPurpose) -> [HeldKey<SealingKey>] { seals[purpose] ?? [] }
}
