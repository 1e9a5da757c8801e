import Cryptography
package import Domain
import Records
import SQL

/// How something staff do to links ends.
package enum ChangedLinks: Hashable, Sendable {
    /// This viewer sees no such thing.
    case unknown
    case notAllowed
    /// It was so already, or is withdrawn for good.
    case nothingToDo
    case done
}

/// What a revocation withdraws.
package enum RevocationScope: Hashable, Sendable {
    case link(ID<FileLink>)
    /// One recipient: their links, and their addresses on every link of the send.
    case delivery(ID<Delivery>)
    case send(ID<Send>)
}

extension Installation {
    /// Withdraws links for good, at once: the next request is refused, and running downloads are cut (LT-07, N-26).
    package func revokeLinks(_ scope: RevocationScope, by viewer: Viewer) async throws -> ChangedLinks {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            switch scope {
            case .link(let id):
                guard let link = try FileLinks(transaction).find(id),
                    let (delivery, _) = try self.delivery(link.delivery, for: viewer, in: transaction)
                else { return .unknown }
                guard try FileLinks(transaction).revoke(id, now: now) else { return .nothingToDo }
                try self.noteRevocation(of: delivery.id, link: id, by: viewer, now: now, in: transaction)
                try self.revokeRenewed(by: link, viewer, now: now, in: transaction)
                try self.revokeDelegates(of: delivery.id, losing: link, by: viewer, now: now, in: transaction)
            case .delivery(let id):
                guard try self.delivery(id, for: viewer, in: transaction) != nil else { return .unknown }
                guard try Deliveries(transaction).revoke(id, now: now) else { return .nothingToDo }
                try self.noteRevocation(of: id, link: nil, by: viewer, now: now, in: transaction)
                try self.revokeDelegates(of: id, by: viewer, now: now, in: transaction)
            case .send(let id):
                guard let send = try Sends(transaction).find(id), try self.sees(viewer, send, in: transaction) else {
                    return .unknown
                }
                guard try Sends(transaction).revoke(id, now: now) else { return .nothingToDo }
                for delivery in try Deliveries(transaction).all(of: id) {
                    try self.noteRevocation(of: delivery.id, link: nil, by: viewer, now: now, in: transaction)
                }
            }
            return .done
        }
    }

    /// Lets the links of a delivery, or one of them, open until `until` on the same URL (OS-10). Clamped to the organisation's
    /// maximum from now, those of a delegate to the end of the recipient's; never shortens; what was revoked stays so.
    package func extendLinks(
        of id: ID<Delivery>, only link: ID<FileLink>? = nil, by lifetime: LinkLifetime, viewer: Viewer
    ) async throws -> ChangedLinks {
        let now = world.now()
        let until = organisation.allowed(lifetime).end(from: now)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let (delivery, send) = try self.delivery(id, for: viewer, in: transaction) else { return .unknown }
            guard delivery.revokedAt == nil, send.revokedAt == nil else { return .nothingToDo }
            let limits = try self.delegateLimits(of: delivery, in: transaction)
            let links = try FileLinks(transaction).all(of: id).filter {
                $0.revokedAt == nil && $0.availableUntil < limits.end(until, of: $0.attachment)
                    && (link == nil || $0.id == link)
            }
            for link in links {
                let until = limits.end(until, of: link.attachment)
                try FileLinks(transaction).extend(link.id, until: until, by: viewer.person, now: now)
                try Events(transaction).append(
                    NewEvent(
                        .linkExtended, of: id, link: link.id, by: .person(viewer.person, address: nil),
                        detail: "Until \(until.rfc3339)"),
                    now: now)
            }
            return links.isEmpty ? .nothingToDo : .done
        }
    }

    /// Lifts the suspension that too many wrong codes put on a link.
    package func reissueLink(_ id: ID<FileLink>, by viewer: Viewer) async throws -> ChangedLinks {
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let link = try FileLinks(transaction).find(id),
                try self.delivery(link.delivery, for: viewer, in: transaction) != nil
            else { return .unknown }
            guard try !CodeFailures(transaction).suspensions(of: id).isEmpty else { return .nothingToDo }
            try CodeFailures(transaction).clear(link: id)
            return .done
        }
    }

    /// The older links that this one came in place of: renewed or extended, they would give the file back that it takes away.
    private func revokeRenewed(
        by link: FileLink, _ viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws {
        let links = FileLinks(transaction)
        let ofFile = try links.all(of: link.delivery).filter { $0.attachment == link.attachment }
        for older in ofFile.prefix(while: { $0.id != link.id }) {
            guard try links.revoke(older.id, now: now) else { continue }
            try noteRevocation(of: link.delivery, link: older.id, by: viewer, now: now, in: transaction)
        }
    }

    func noteRevocation(
        of delivery: ID<Delivery>, link: ID<FileLink>?, by viewer: Viewer, now: Moment,
        in transaction: any Transaction
    ) throws {
        if link == nil { try Outbox(transaction).withhold(delivery, now: now) }
        try Events(transaction).append(
            NewEvent(.linkRevoked, of: delivery, link: link, by: .person(viewer.person, address: nil)), now: now)
    }
}
