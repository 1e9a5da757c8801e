import Cryptography
package import Domain
import Records
import SQL

extension Installation {
    /// "Not for me". Without a grant it only flags the delivery to staff; with one, or signed in to the portal, it also stops mail to the verified address
    /// for this case until staff act (decision 20). Tells whether mail was stopped; none for a link that does not open.
    package func reportMisdelivery(_ token: String, by visitor: Visitor) async throws -> Bool? {
        guard let claims = try claims(token) else { return nil }
        let now = world.now()
        let client = organisation.kept(visitor.client)
        return try await database.write { transaction in
            guard case .success(let visit) = try self.visit(claims, by: visitor, now: now, in: transaction) else {
                return nil
            }
            let (file, entry) = (visit.file, visit.entry)
            let address = entry?.verifiedAddress
            let actor = entry?.actor ?? .unknown
            guard try !self.isReported(file, address: address, by: actor, now: now, in: transaction) else {
                return address != nil
            }
            try Events(transaction).append(
                NewEvent(
                    .misdeliveryReported, of: file.delivery.id, link: file.link.id, by: actor,
                    detail: address == nil ? nil : "Mail of this case to this address is stopped.", client: client),
                now: now)
            if let address {
                try StoppedAddresses(transaction).stop(
                    address, caseFile: file.caseFile, delivery: file.delivery.id, now: now)
                try Outbox(transaction).withhold(to: address, caseFile: file.caseFile)
            }
            try self.tellSender(of: file, .misdelivery, now: now, in: transaction)
            return address != nil
        }
    }

    /// Whether staff know already: mail is stopped, or the same was said within a day.
    private func isReported(
        _ file: LinkedFile, address: EmailAddress?, by actor: Actor, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        if let address { return try StoppedAddresses(transaction).isStopped(address, caseFile: file.caseFile) }
        return try Events(transaction).last(
            .misdeliveryReported, on: file.link, by: actor, since: now - .days(1)) != nil
    }

    /// Staff have looked into it: mail of this case may go to the delivery's address again.
    package func allowAddress(of id: ID<Delivery>, by viewer: Viewer) async throws -> ChangedLinks {
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let (delivery, send) = try self.delivery(id, for: viewer, in: transaction),
                let update = try CaseUpdates(transaction).find(send.update)
            else { return .unknown }
            for address in try People(transaction).find(delivery.recipient)?.addresses ?? [] {
                try StoppedAddresses(transaction).allow(address, caseFile: update.caseFile)
            }
            try StoppedAddresses(transaction).allow(delivery.address, caseFile: update.caseFile)
            return .done
        }
    }
}
