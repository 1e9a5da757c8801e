import Domain

/// The keys of one purpose as they stand at one moment. `Use` is the purpose as a type: a link's key handed to the
/// maker of form tokens does not compile.
struct PurposeKeys<Use: KeyUse, Context: Sendable>: Sendable {
    let held: [HeldKey<Context>]
    let now: Moment

    /// The newest active key whose time has come.
    var signing: HeldKey<Context> {
        get throws(CryptographyFault) {
            guard let key = held.first(where: { $0.isActive && $0.notBefore <= now }) else {
                throw .noSigningKey(Use.purpose)
            }
            return key
        }
    }

    /// The newest keys that may verify, four at most.
    var verifying: some Sequence<HeldKey<Context>> {
        held.lazy.filter { [now] in $0.verifies(at: now) }.prefix(Keyring.mostVerifying)
    }

    /// The verifying key of this name.
    func named(_ kid: some StringProtocol) -> HeldKey<Context>? {
        verifying.first { $0.kid == kid }
    }
}

typealias TagKeys<Use: TagUse> = PurposeKeys<Use, KeyedMAC>
typealias SealKeys<Use: SealUse> = PurposeKeys<Use, SealingKey>

extension PurposeKeys where Use: TagUse, Context == KeyedMAC {
    /// Whether any verifying key made `tag`. Every key is tried, so that the time does not tell which.
    func accept(_ tag: [UInt8], of message: [UInt8]) throws(CryptographyFault) -> Bool {
        var accepted = false
        for key in verifying {
            let right = try key.context.accepts(tag, of: message)
            accepted = accepted || right
        }
        return accepted
    }
}
