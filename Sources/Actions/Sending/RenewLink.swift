import Cryptography
package import Domain
import Records
import SQL

extension Installation {
    /// Answers "Ask for a new link" on an expired one: a fresh link to the original address only, at once or after staff said
    /// yes; one per link and day (decision 15, N-11). The page says the same whatever happens here, also for a revoked link,
    /// for which nothing does.
    package func askForRenewal(_ token: String, by visitor: Visitor) async throws {
        guard let claims = try claims(token) else { return }
        let now = world.now()
        let client = organisation.kept(visitor.client)
        try await database.write { transaction in
            guard case .failure(.expired) = try Self.find(claims, now: now, in: transaction),
                let file = try LinkedFiles(transaction).find(claims.link),
                try !Renewals(transaction).requested(claims.link, since: now - .days(1)),
                try !StoppedAddresses(transaction).isStopped(file.delivery.address, caseFile: file.caseFile),
                try self.delegateLimits(of: file.delivery, in: transaction).mayOpen(file.link.attachment, at: now)
            else { return }
            try Events(transaction).append(
                NewEvent(
                    .renewalRequested, of: file.delivery.id, link: claims.link, by: .unknown, client: client),
                now: now)
            let newLink =
                self.organisation.renewsAutomatically
                ? try self.renew(file.link, of: file.delivery, send: file.send, now: now, in: transaction) : nil
            try Renewals(transaction).insert(self.world.newID(), link: claims.link, newLink: newLink?.id, now: now)
            if newLink == nil { try self.tellSender(of: file, .renewalWaiting, now: now, in: transaction) }
        }
    }

    /// Grants or refuses a request that waits; the first to decide wins.
    package func decideRenewal(_ id: ID<Renewal>, of delivery: ID<Delivery>, grant: Bool, by viewer: Viewer)
        async throws -> ChangedLinks
    {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let (delivery, send) = try self.delivery(delivery, for: viewer, in: transaction),
                let update = try CaseUpdates(transaction).find(send.update)
            else { return .unknown }
            let waiting = try Renewals(transaction).waiting(of: delivery.id).first { $0.id == id }
            guard let waiting, let link = try FileLinks(transaction).find(waiting.link),
                delivery.revokedAt == nil, send.revokedAt == nil, link.revokedAt == nil
            else { return .nothingToDo }
            let isStopped = try StoppedAddresses(transaction).isStopped(delivery.address, caseFile: update.caseFile)
            let limits = try self.delegateLimits(of: delivery, in: transaction)
            guard !grant || !isStopped && limits.mayOpen(link.attachment, at: now) else { return .nothingToDo }
            let newLink = grant ? try self.renew(link, of: delivery, send: send, now: now, in: transaction) : nil
            let isFirst = try Renewals(transaction).decide(id, newLink: newLink?.id, by: viewer.person, now: now)
            return isFirst ? .done : .nothingToDo
        }
    }

    private func renew(
        _ link: FileLink, of delivery: Delivery, send: Send, now: Moment, in transaction: any Transaction
    ) throws -> FileLink {
        let end = organisation.allowed(send.options.linkLifetime).end(from: now)
        let renewed = FileLink(
            id: try world.newID(), delivery: delivery.id, attachment: link.attachment,
            expiresAt: try delegateLimits(of: delivery, in: transaction).end(end, of: link.attachment),
            extendedUntil: nil, revokedAt: nil, createdAt: now)
        try FileLinks(transaction).insert(renewed, position: FileLinks(transaction).position(of: link.id))
        try Events(transaction).append(
            NewEvent(.queued, of: delivery.id, link: renewed.id, by: .machine, mail: .renewal), now: now)
        try queueNotice(of: delivery, send: send, links: [renewed], plan: nil, now: now, in: transaction)
        return renewed
    }
}
