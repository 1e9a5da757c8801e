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
    /// Its text is not the one that the validator had before them.
    case changedMeanwhile
    /// Somebody was first.
    case already(by: String, at: Moment)
    case validated
}

extension Installation {
    /// Makes an update permanent, visible and sendable (TR-01). `version` is that of the text which the validator read; nil
    /// takes it as it stands.
    package func validateUpdate(
        _ id: ID<CaseUpdate>, version: Int64? = nil, by viewer: Viewer
    ) async throws -> ValidatedUpdate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let updates = CaseUpdates(transaction)
            guard let update = try updates.find(id),
                let caseFile = try self.caseFile(update.caseFile, for: viewer, in: transaction)
            else { return .unknown }
            guard viewer.rights.mayValidate else { return .notAllowed }
            if let earlier = update.validation {
                let name = try People(transaction).find(earlier.by)?.name ?? ""
                return .already(by: name, at: earlier.at)
            }
            guard caseFile.status == .open else { return .closed }
            if let version, try updates.version(of: id) != version { return .changedMeanwhile }
            let hasFiles = try !Attachments(transaction).all(of: id).isEmpty
            guard hasFiles || !update.body.text.allSatisfy(\.isWhitespace) else { return .empty }
            _ = try updates.validate(id, by: viewer.person, now: now)
            return .validated
        }
    }
}
