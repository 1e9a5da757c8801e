import Cryptography
package import Domain
import Records
import SQL

extension Installation {
    /// Gives the recipient the notice again: by mail to the delivery's own address, or in the application alone. Its links live on for at least the lifetime of the send from now,
    /// on the same URLs: nobody is mailed a dead link (N-12).
    package func resendNotice(of id: ID<Delivery>, by viewer: Viewer) async throws -> ChangedLinks {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let (delivery, send) = try self.delivery(id, for: viewer, in: transaction),
                let update = try CaseUpdates(transaction).find(send.update)
            else { return .unknown }
            let isStopped = try StoppedAddresses(transaction).isStopped(delivery.address, caseFile: update.caseFile)
            guard delivery.revokedAt == nil, send.revokedAt == nil, !isStopped else { return .nothingToDo }
            // A second mail would leave at once, and the first could not be taken back any more (N-35).
            guard try !Outbox(transaction).waits(id, now: now) else { return .nothingToDo }
            let limits = try self.delegateLimits(of: delivery, in: transaction)
            guard limits.mayOpen(at: now) else { return .nothingToDo }
            let until = organisation.allowed(send.options.linkLifetime).end(from: now)
            let actor = Actor.person(viewer.person, address: nil)
            let current = try self.newest(of: FileLinks(transaction).all(of: id).filter { $0.revokedAt == nil })
            guard !current.isEmpty else { return .nothingToDo }
            for link in current {
                let until = limits.end(until, of: link.attachment)
                guard link.availableUntil < until else { continue }
                try FileLinks(transaction).extend(link.id, until: until, by: viewer.person, now: now)
                try Events(transaction).append(
                    NewEvent(.linkExtended, of: id, link: link.id, by: actor, detail: "Until \(until.rfc3339)"),
                    now: now)
            }
            try self.note(id, now: now, in: transaction)
            let ids = Set(current.map(\.id))
            let links = try FileLinks(transaction).all(of: id).filter { ids.contains($0.id) }
            let inAppOnly = try self.notifier.toldInAppOnly(among: [delivery.recipient], in: transaction)
            let notice = Notice(
                delivery: delivery, send: send, update: update, links: links, byMail: inAppOnly.isEmpty,
                plan: try self.mailPlan(send.options(of: delivery), of: update, by: send.sender, in: transaction))
            try self.give(notice, as: .resent, by: viewer.person, now: now, in: transaction)
            return .done
        }
    }

    /// One link per file: of a renewed link and the one it renews, the newer.
    func newest(of links: [FileLink]) -> [FileLink] {
        var latest: [FileLink] = []
        for link in links {
            if let index = latest.firstIndex(where: { $0.attachment == link.attachment }) {
                latest[index] = link
            } else {
                latest.append(link)
            }
        }
        return latest
    }
}
