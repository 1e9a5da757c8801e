internal import Cryptography
package import Domain
internal import Records

extension TestInstallation {
    /// A request that waits, as the recipient of this delivery would make it.
    package func delegation(
        of delivery: ID<Delivery>, for name: String, at address: String
    ) async throws -> ID<Delegation> {
        let (id, now): (ID<Delegation>, Moment) = (try world.newID(), world.now())
        let delegate = ProposedDelegate(
            name: name, address: try EmailAddress(reading: address), reason: "They act for me.")
        try await write { transaction in
            guard let found = try Deliveries(transaction).find(delivery) else { return }
            let request = Delegation.Request(
                delegate: delegate, by: found.recipient, verified: found.address, at: now, client: nil)
            _ = try Delegations(transaction).insert(id, of: delivery, request)
        }
        return id
    }
}
