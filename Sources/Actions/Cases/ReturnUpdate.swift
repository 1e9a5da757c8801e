import Cryptography
package import Domain
import Records
import SQL

/// How sending an update back to its author ends.
package enum ReturnedUpdate: Sendable {
    /// This viewer sees no such update.
    case unknown
    case notAllowed
    case closed
    /// It was never submitted.
    case notSubmitted
    /// Its text is not the one that was read.
    case changedMeanwhile
    /// Somebody made it permanent before.
    case permanent(by: String, at: Moment)
    /// Somebody returned it before.
    case already(by: String, at: Moment)
    case returned
}

extension Installation {
    /// Sends a submitted update back to its author with a reason; they change it and submit it again. Of those who return and
    /// validate at once one is first, and the others are told who.
    package func returnUpdate(
        _ id: ID<CaseUpdate>, reason: String, version: Int64? = nil, by viewer: Viewer
    ) async throws -> ReturnedUpdate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else { return .unknown }
            guard viewer.rights.mayValidate else { return .notAllowed }
            if let earlier = update.validation {
                return .permanent(by: try People(transaction).find(earlier.by)?.name ?? "", at: earlier.at)
            }
            if update.state == .returned, let earlier = update.giveBack {
                return .already(by: try People(transaction).find(earlier.by)?.name ?? "", at: earlier.at)
            }
            guard caseFile.status == .open else { return .closed }
            guard update.state == .submitted else { return .notSubmitted }
            if let version, try CaseUpdates(transaction).version(of: id) != version { return .changedMeanwhile }
            _ = try CaseUpdates(transaction).giveBack(id, GiveBack(by: viewer.person, at: now, reason: reason))
            try self.notifier.tell(
                [update.author] + [update.submission?.by].compactMap { $0 },
                of: NotificationCause(.updateReturned, of: update, by: viewer.person), now: now, in: transaction)
            return .returned
        }
    }
}
