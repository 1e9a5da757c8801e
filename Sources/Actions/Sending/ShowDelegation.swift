import Cryptography
package import Domain
import Records
import SQL

/// A recipient's request as staff decide about it.
package struct FoundDelegation: Sendable {
    package let delegation: Delegation
    /// That of the recipient who asked.
    package let delivery: Delivery
    package let send: Send
    package let update: CaseUpdate
    package let caseFile: CaseFile
    /// Links of the recipient that open now, one for each file.
    package let links: [FileLink]
    /// The contacts and prospects who have the address, as the delegate may be one of them.
    package let records: [Person]
    /// What keeps it from being approved now.
    package let obstacle: DelegationObstacle?
    /// Everybody who is named by it.
    package let people: [ID<Person>: Person]
}

extension Installation {
    /// None for what this viewer may not see. Reads only.
    package func showDelegation(_ id: ID<Delegation>, to viewer: Viewer) async throws -> FoundDelegation? {
        let now = world.now()
        return try await database.read { try self.delegation(id, for: viewer, now: now, in: $0) }
    }

    /// The requests of a send in the order in which they were made, with what keeps each from being approved; none for what this
    /// viewer may not see. Reads only.
    package func listDelegations(of send: ID<Send>, to viewer: Viewer) async throws -> [FoundDelegation]? {
        let now = world.now()
        return try await database.read { transaction in
            guard let found = try Sends(transaction).find(send), try self.sees(viewer, found, in: transaction) else {
                return nil
            }
            return try Delegations(transaction).all(of: send).compactMap {
                try self.delegation($0.id, for: viewer, now: now, in: transaction)
            }
        }
    }

    func delegation(
        _ id: ID<Delegation>, for viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> FoundDelegation? {
        guard let delegation = try Delegations(transaction).find(id),
            let (delivery, send) = try self.delivery(delegation.delivery, for: viewer, in: transaction),
            let update = try CaseUpdates(transaction).find(send.update),
            let caseFile = try Cases(transaction).find(update.caseFile)
        else { return nil }
        let links = try newest(of: FileLinks(transaction).all(of: delivery.id).filter { $0.revokedAt == nil }).filter {
            $0.availableUntil > now
        }
        let having = try People(transaction).having(delegation.request.delegate.address)
        let deciders = [delegation.decision?.by, delegation.request.by, delivery.recipient].compactMap { $0 }
        let found = FoundDelegation(
            delegation: delegation, delivery: delivery, send: send, update: update, caseFile: caseFile, links: links,
            records: having.filter { $0.kind != .staff && $0.archivedAt == nil }, obstacle: nil,
            people: try People(transaction).find(Array(Set(deciders))))
        guard delegation.state == .waiting else { return found }
        return found.with(try obstacle(to: found, having: having, in: transaction))
    }

    private func obstacle(
        to found: FoundDelegation, having: [Person], in transaction: any Transaction
    ) throws -> DelegationObstacle? {
        let address = found.delegation.request.delegate.address
        if found.delivery.revokedAt != nil || found.send.revokedAt != nil { return .revoked }
        if found.caseFile.status != .open { return .closed }
        if found.links.isEmpty { return .expired }
        if try StoppedAddresses(transaction).isStopped(address, caseFile: found.caseFile.id) { return .stopped }
        if having.contains(where: { $0.kind == .staff }) { return .staff }
        if found.records.isEmpty, !having.isEmpty { return .archived }
        let taking = try Deliveries(transaction).all(of: found.send.id).flatMap { [$0.recipient, $0.issuedTo] }
        return having.contains { taking.contains($0.id) } ? .recipient : nil
    }
}

extension FoundDelegation {
    fileprivate func with(_ obstacle: DelegationObstacle?) -> FoundDelegation {
        FoundDelegation(
            delegation: delegation, delivery: delivery, send: send, update: update, caseFile: caseFile, links: links,
            records: records, obstacle: obstacle, people: people)
    }
}
