/// What keeps a delegate from being let in, though nobody has answered the request.
package enum DelegationObstacle: String, CaseIterable, Hashable, Sendable {
    /// What was sent to the recipient was revoked, or taken back.
    case revoked
    /// No link of the recipient opens any more.
    case expired
    /// Nothing new goes out of a closed case.
    case closed
    /// Somebody at this address said that the mail of this case is not for them.
    case stopped
    /// Whoever has the address was archived.
    case archived
    /// The address is that of a member of staff, to whom updates are sent.
    case staff
    /// They have a part of their own in this send, if only one that was revoked.
    case recipient = "already a recipient"
}
