package import Domain
import Records
import SQL

extension Installation {
    /// Who asks for identity verification at a send of this update; none for what this viewer may not see. Reads only.
    package func verificationDefault(
        of update: ID<CaseUpdate>, for viewer: Viewer
    ) async throws -> VerificationDefault? {
        try await database.read { transaction in
            guard let (update, caseFile) = try self.update(update, for: viewer, in: transaction) else { return nil }
            return try self.verification(of: update, caseFile, in: transaction)
        }
    }

    func verification(
        of update: CaseUpdate, _ caseFile: CaseFile, in transaction: any Transaction
    ) throws -> VerificationDefault {
        let group = try AccessGroups(transaction).find(update.accessGroup)
        return VerificationDefault(
            byOrganisation: organisation.asksForCode, byCase: caseFile.asksForCode,
            byGroup: group.flatMap { $0.asksForCode ? $0 : nil })
    }
}
