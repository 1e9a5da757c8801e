import Cryptography
package import Domain
import Records
import SQL

/// A person with everything about them that this viewer may see.
package struct ShownPerson: Sendable {
    package let person: Person
    /// Who answers for them.
    package let coordinator: Person?
    /// The teams and circles that they belong to.
    package let teams: [Team]
    /// Of staff with an account.
    package let account: StaffAccount?
    /// The last one of staff who were invited.
    package let invitation: AccountLink?
    /// Until when too many wrong passwords keep their account from signing in; nil for everybody but administrators.
    package let lockedUntil: Moment?
    /// Whether signing in takes an authenticator app as well; only told to administrators.
    package let hasFactor: Bool
    /// Their account at the sign-in service; only told to administrators.
    package let provider: ProviderAccount?
    /// The address that their account is to have once it is confirmed there; only told to administrators.
    package let awaited: ShownAwaitedAddress?
    /// What a form sends back.
    package let version: PersonVersion
    /// Live tokens that act for them, the newest first; none are shown but to administrators.
    package let tokens: [ApiToken]
    /// Their live sessions, the newest first; none are shown but to administrators.
    package let sessions: [StaffSession]
    /// Whether the viewer may change name and addresses, archive the person and offer them again.
    package let mayBeKept: Bool
    /// The record that this one became a part of.
    package let mergedInto: Person?
    /// The records that became a part of this one, the latest first.
    package let merged: [MergedRecord]
    package let cases: [Part]
    /// The newest first.
    package let deliveries: [Sent]

    /// Who is archived has to be offered again first.
    package var mayBeChanged: Bool { mayBeKept && person.archivedAt == nil }
    /// Whoever can sign in stays: their account has to be closed first.
    package var mayBeArchived: Bool { mayBeChanged && (account == nil || account?.disabledAt != nil) }

    /// A case they are on.
    package struct Part: Sendable {
        package let caseFile: CaseFile
        package let role: AssignmentRole
        package let lastActivity: Moment?
    }

    /// Something sent to them.
    package struct Sent: Sendable {
        package let delivery: Delivery
        package let updateTitle: String
        package let status: DeliveryStatus
        /// Whether its links were revoked, or those of the whole send.
        package let isRevoked: Bool
        /// Whether a mail of it may have left.
        package let hasLeft: Bool
    }
}

extension Installation {
    /// A person, with the cases and deliveries that the viewer sees; none if there is no such person.
    package func showPerson(_ id: ID<Person>, to viewer: Viewer) async throws -> ShownPerson? {
        let now = world.now()
        return try await database.read { transaction in
            guard let person = try People(transaction).find(id) else { return nil }
            let tokens = viewer.rights.mayAdminister ? try ApiTokens(transaction).unrevoked(of: id) : []
            let sessions = viewer.rights.mayAdminister ? try StaffSessions(transaction).open(of: id) : []
            let account = try StaffAccounts(transaction).find(id)
            return ShownPerson(
                person: person, coordinator: try person.coordinator.flatMap { try People(transaction).find($0) },
                teams: person.kind == .staff ? try Teams(transaction).all().filter { $0.members.contains(id) } : [],
                account: account,
                invitation: try AccountLinks(transaction).invitations(of: [id])[id],
                lockedUntil: try self.lock(of: person, account, shownTo: viewer, now: now, in: transaction),
                hasFactor: try viewer.rights.mayAdminister && !SecondFactors(transaction).having([id]).isEmpty,
                provider: try self.provider(of: id, shownTo: viewer, in: transaction),
                awaited: try viewer.rights.mayAdminister ? Self.shownAwaited(of: id, now: now, in: transaction) : nil,
                version: try PersonVersion(person, account),
                tokens: tokens.filter { $0.isLive(now: now) }, sessions: sessions.filter { $0.isLive(now: now) },
                mayBeKept: try self.mayChange(person, viewer, in: transaction),
                mergedInto: try MergedPeople(transaction).survivor(of: id).flatMap { try People(transaction).find($0) },
                merged: try MergedPeople(transaction).merged(into: id),
                cases: try self.parts(of: id, seenBy: viewer, in: transaction),
                deliveries: try self.deliveries(to: id, seenBy: viewer, in: transaction))
        }
    }

    private func lock(
        of person: Person, _ account: StaffAccount?, shownTo viewer: Viewer, now: Moment,
        in transaction: any Transaction
    ) throws -> Moment? {
        guard viewer.rights.mayAdminister, account != nil, let address = person.primaryAddress else { return nil }
        return try SignInAttempt.lock(of: address, limits: signInLimits, now: now, in: transaction)
    }

    private func provider(
        of person: ID<Person>, shownTo viewer: Viewer, in transaction: any Transaction
    ) throws -> ProviderAccount? {
        guard viewer.rights.mayAdminister, let service = identityProvider else { return nil }
        return try ProviderAccounts(transaction).find(person, issuer: service.issuer)
    }

    private func parts(
        of person: ID<Person>, seenBy viewer: Viewer, in transaction: any Transaction
    ) throws -> [ShownPerson.Part] {
        let cases = try Cases(transaction).all(assignedTo: person).filter {
            try sees(viewer, $0.id, in: transaction)
        }
        let roles = try Cases(transaction).assignments(of: person)
        let activity = try Cases(transaction).lastActivity(
            of: cases.map(\.id), seenBy: Onlooker(viewer.person, viewer.rights))
        return cases.compactMap { caseFile in
            roles[caseFile.id].map {
                ShownPerson.Part(caseFile: caseFile, role: $0, lastActivity: activity[caseFile.id])
            }
        }
    }

    private func deliveries(
        to person: ID<Person>, seenBy viewer: Viewer, in transaction: any Transaction
    ) throws -> [ShownPerson.Sent] {
        try Deliveries(transaction).all(to: person).prefix(100).compactMap { delivery in
            guard let (_, send) = try self.delivery(delivery.id, for: viewer, in: transaction),
                let update = try CaseUpdates(transaction).find(send.update)
            else { return nil }
            let events = try Events(transaction).all(of: delivery.id)
            return ShownPerson.Sent(
                delivery: delivery, updateTitle: update.title,
                status: DeliveryStatus(events: events, recipient: person),
                isRevoked: delivery.revokedAt != nil || send.revokedAt != nil,
                hasLeft: DeliveryStatus.hasLeft(events))
        }
    }
}
