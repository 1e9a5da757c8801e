/// How making or opening something secret failed. Holds no secret; a key is named by its public id only.
package enum CryptographyFault: Error, Hashable, Sendable {
    /// The random generator gave nothing, so nothing may be made of chance now.
    case noRandomness
    /// OpenSSL does not have an algorithm, or refused to work.
    case unavailable
    /// The ring has no key of this purpose that may sign now.
    case noSigningKey(KeyPurpose)
    /// Sealed under a key that the ring does not have, has revoked or no longer accepts.
    case unknownKey(String)
    /// What was sealed has been altered, cut, or belongs elsewhere; nothing of it was opened.
    case damaged
    /// The key has sealed as many messages as it safely may; rotate its purpose.
    case exhausted(KeyPurpose)
    /// Too much heavy work waits already; whoever asked may try again in a moment.
    case busy
}
