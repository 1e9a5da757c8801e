import Cryptography
package import Domain
import Records
import SQL

/// How a submission ends.
package enum SubmittedUpdate: Sendable {
    /// This viewer sees no such update.
    case unknown
    case notAllowed
    case closed
    /// Neither text nor file: there is nothing to validate.
    case empty
    /// It holds variables that stand for nothing, by name.
    case unresolved([String])
    /// Its text is not the one that was before whoever submits it.
    case changedMeanwhile
    /// Somebody made it permanent before.
    case permanent(by: String, at: Moment)
    /// Somebody submitted it before; it waits.
    case already(by: String, at: Moment)
    /// It waits for somebody who may validate.
    case submitted
    /// Its access group needs no validation: it is permanent from now on.
    case validated
}

extension Installation {
    /// Asks for the validation of an update, or makes it permanent at once where its access group needs none (H-TR).
    package func submitUpdate(
        _ id: ID<CaseUpdate>, version: Int64? = nil, by viewer: Viewer
    ) async throws -> SubmittedUpdate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else { return .unknown }
            guard viewer.rights.mayWriteUpdates else { return .notAllowed }
            if update.state == .submitted, let earlier = update.submission {
                return .already(by: try People(transaction).find(earlier.by)?.name ?? "", at: earlier.at)
            }
            switch try self.readiness(of: update, in: caseFile, version: version, in: transaction) {
            case .permanent(let name, let at): return .permanent(by: name, at: at)
            case .closed: return .closed
            case .changedMeanwhile: return .changedMeanwhile
            case .empty: return .empty
            case .unresolved(let names): return .unresolved(names)
            case .ready: break
            }
            let updates = CaseUpdates(transaction)
            _ = try updates.submit(id, by: viewer.person, now: now)
            let group = try AccessGroups(transaction).find(update.accessGroup)
            guard group?.requiresValidation == false else {
                try self.notifier.tellValidators(of: update, submittedBy: viewer.person, now: now, in: transaction)
                return .submitted
            }
            _ = try updates.validate(id, by: viewer.person, isAutomatic: true, now: now)
            try self.notifier.tell(
                update.author, of: NotificationCause(.updateValidated, of: update, by: viewer.person), now: now,
                in: transaction)
            return .validated
        }
    }
}
