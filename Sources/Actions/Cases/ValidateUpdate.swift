import Cryptography
package import Domain
import Records
import SQL

/// How a validation ends.
package enum ValidatedUpdate: Sendable {
    /// This viewer sees no such update.
    case unknown
    case notAllowed
    case closed
    /// Neither text nor file: there is nothing to make permanent.
    case empty
    /// It holds variables that stand for nothing, by name.
    case unresolved([String])
    /// Its text or its files are not those that the validator had before them.
    case changedMeanwhile
    /// Somebody was first.
    case already(by: String, at: Moment)
    /// Somebody sent it back to its author, who has to submit it again before it can be validated.
    case returned(by: String, at: Moment)
    case validated
}

extension Installation {
    /// Makes an update permanent, visible and sendable (TR-01). `version` is that of the text which the validator read,
    /// `files` the mark of the files; nil takes them as they stand.
    package func validateUpdate(
        _ id: ID<CaseUpdate>, version: Int64? = nil, files: FilesMark? = nil, by viewer: Viewer
    ) async throws -> ValidatedUpdate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else { return .unknown }
            guard viewer.rights.mayValidate else { return .notAllowed }
            switch try self.readiness(of: update, in: caseFile, version: version, files: files, in: transaction) {
            case .permanent(let name, let at): return .already(by: name, at: at)
            case .closed: return .closed
            case .changedMeanwhile: return .changedMeanwhile
            case .empty: return .empty
            case .unresolved(let names): return .unresolved(names)
            case .ready:
                if update.state == .returned, let earlier = update.giveBack {
                    return .returned(by: try People(transaction).find(earlier.by)?.name ?? "", at: earlier.at)
                }
                _ = try CaseUpdates(transaction).validate(id, by: viewer.person, now: now)
                try self.notifier.tell(
                    [update.author] + [update.submission?.by].compactMap { $0 },
                    of: NotificationCause(.updateValidated, of: update, by: viewer.person), now: now, in: transaction)
                return .validated
            }
        }
    }
}
