package import Domain
import Records
import SQL

/// Everybody an update can be sent to, and what stands in the way of those it cannot.
package struct SendChoices: Sendable {
    package let update: CaseUpdate
    package let caseFile: CaseFile
    /// The people on the case, then the other members of staff, by name.
    package let candidates: [Candidate]
    /// Those of the case, then those of the organisation.
    package let groups: [OfferedGroup]
    /// What its mails may hold.
    package let policy: MailPolicy
    /// Who asks for identity verification.
    package let verification: VerificationDefault

    /// A distribution group that could be chosen.
    package struct OfferedGroup: Sendable {
        package let group: DistributionGroup
        /// How many people it comes to now.
        package let count: Int
    }

    /// Somebody who could be chosen.
    package struct Candidate: Sendable {
        package let person: Person
        /// None for staff who are not on the case (TR-08).
        package let role: AssignmentRole?
        package let obstacle: RecipientObstacle?
        /// Whether the last notice to them could not be delivered.
        package let lastMailFailed: Bool
        /// Whether they are told in the application alone, as they chose.
        package let isToldInAppOnly: Bool
        /// Whether mail of the case never went to the domain of their address.
        package let isNewDomain: Bool
    }
}

/// How the preparation of a send ends.
package enum PreparedSend: Sendable {
    /// What sending would answer too.
    case obstacle(SentUpdate)
    case choices(SendChoices)
}

extension Installation {
    /// Whom this update can be sent to. Reads only.
    package func prepareSend(of id: ID<CaseUpdate>, by viewer: Viewer) async throws -> PreparedSend {
        guard viewer.rights.maySendUpdates else { return .obstacle(.notAllowed) }
        return try await database.read { transaction in
            guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else {
                return .obstacle(.unknown)
            }
            guard caseFile.status == .open else { return .obstacle(.closed) }
            guard update.state == .validated else { return .obstacle(.notValidated) }
            guard !self.organisation.contact.trimmed.isEmpty else { return .obstacle(.noContactLine) }
            let check = try RecipientCheck(of: update, in: transaction)
            let groups = try DistributionGroups(transaction).serving(caseFile.id)
            let members = check.members(of: groups)
            return .choices(
                SendChoices(
                    update: update, caseFile: caseFile,
                    candidates: try self.candidates(of: caseFile.id, check, in: transaction),
                    groups: groups.map { .init(group: $0, count: members[$0.id]?.count ?? 0) },
                    policy: try MailPolicies(transaction).current(),
                    verification: try self.verification(of: update, caseFile, in: transaction)))
        }
    }

    private func candidates(
        of caseFile: ID<CaseFile>, _ check: RecipientCheck, in transaction: any Transaction
    ) throws -> [SendChoices.Candidate] {
        let assignments = try Cases(transaction).assignments(of: caseFile)
        let roles = Dictionary(assignments.map { ($0.person, $0.role) }) { first, _ in first }
        let closed = Set(try StaffAccounts(transaction).all().filter { $0.disabledAt != nil }.map(\.person))
        let people = try People(transaction).all(near: caseFile).filter { person in
            roles[person.id] != nil
                || (!closed.contains(person.id) && person.archivedAt == nil)
        }
        let familiar = try FamiliarDomains(of: caseFile, in: transaction)
        let failing = try Attention(transaction).failing(among: people.map(\.id))
        let inAppOnly = try notifier.toldInAppOnly(among: people.map(\.id), in: transaction)
        return people.map { person in
            SendChoices.Candidate(
                person: person, role: roles[person.id],
                obstacle: check.obstacle(person),
                lastMailFailed: failing.contains(person.id), isToldInAppOnly: inAppOnly.contains(person.id),
                isNewDomain: familiar.isNew(person))
        }
    }
}
