import Domain
import Records
import SQL

/// Why somebody cannot change an update.
package enum DraftRefusal: Hashable, Sendable {
    /// This viewer sees no such update.
    case unknown
    case notAllowed
    /// A closed case is read-only.
    case closed
    /// A validated update is permanent (decision 14).
    case permanent
    /// Nobody has validated it: its files are taken off and added, not replaced.
    case notValidated
    /// Another version took the place of the file before.
    case replaced
}

/// An update that may be changed, or why not.
enum DraftSight {
    case refused(DraftRefusal)
    case draft(CaseUpdate)
}

extension Installation {
    /// The update, if this viewer may change it now. Asked in the transaction that changes it.
    func draft(
        _ id: ID<CaseUpdate>, for viewer: Viewer, in transaction: any Transaction
    ) throws -> DraftSight {
        guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else {
            return .refused(.unknown)
        }
        guard viewer.rights.mayWriteUpdates else { return .refused(.notAllowed) }
        guard update.state != .validated else { return .refused(.permanent) }
        guard caseFile.status == .open else { return .refused(.closed) }
        return .draft(update)
    }
}
