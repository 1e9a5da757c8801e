package import Domain

/// One key of the ring as people may see it: everything but the secret.
package struct KeyDescription: Hashable, Sendable {
    /// Six characters of `[a-z0-9]`, public: it stands in every token the key makes.
    package let kid: String
    package let purpose: KeyPurpose
    package let state: KeyState
    package let created: Moment
    package let notBefore: Moment
    /// The end of verifying; nil where none is set.
    package let verifyUntil: Moment?
}

extension KeyDescription {
    /// Whether a key that signs has done so for longer than one of its purpose should (KM-03).
    package func isDue(at now: Moment) -> Bool { state == .active && now - created >= purpose.signsFor }
}
