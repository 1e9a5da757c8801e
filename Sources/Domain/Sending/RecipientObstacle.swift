/// What keeps a person from being sent an update of a case.
package enum RecipientObstacle: String, CaseIterable, Hashable, Sendable {
    case unknown
    case archived
    /// Contacts must be on the case; staff need not be (TR-07, TR-08).
    case notAssigned = "not assigned"
    case noAddress = "no address"
    /// The access group of the update is not for their role.
    case notInAudience = "not in audience"
    /// Somebody at this address said that the mail of this case is not for them.
    case stopped
    /// Staff whose account was closed.
    case accountClosed = "account closed"
}
