import Cryptography
package import Domain
import Records
import SQL

/// How taking a send back before its mails leave ends.
package enum UndoneSend: Hashable, Sendable {
    /// This viewer sees no such send.
    case unknown
    case notAllowed
    /// No mail of it waits any more for its time, or it was taken back before.
    case tooLate
    /// So many recipients could have it all the same: their mail had left, or they found it in the application. Their links
    /// open nothing any more.
    case undone(left: Int)
}

extension Installation {
    /// Takes a send back while its mails wait (N-35): they are never sent, and its links open nothing for anybody.
    ///
    /// A mail that a worker takes at the same moment is either withheld or counted as left, never both.
    package func undoSend(_ id: ID<Send>, by viewer: Viewer) async throws -> UndoneSend {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.maySendUpdates else { return .notAllowed }
            guard let send = try Sends(transaction).find(id), try self.sees(viewer, send, in: transaction) else {
                return .unknown
            }
            guard send.revokedAt == nil, try Outbox(transaction).leave(of: id, now: now) != nil else {
                return .tooLate
            }
            var left = 0
            for delivery in try Deliveries(transaction).all(of: id) where delivery.revokedAt == nil {
                let hasLeft = try self.hasLeft(delivery, now: now, in: transaction)
                if hasLeft { left += 1 } else { try Deliveries(transaction).takeBack(delivery.id, now: now) }
                try Events(transaction).append(
                    NewEvent(
                        .linkRevoked, of: delivery.id, by: .person(viewer.person, address: nil),
                        detail: hasLeft ? nil : "Taken back before the mail left"),
                    now: now)
            }
            _ = try Sends(transaction).revoke(id, now: now)
            return .undone(left: left)
        }
    }

    /// Withholds the mail of a delivery, and says whether its recipient may have it all the same. Staff find it in the
    /// application at once: who wants no mail may have seen it, and who opened it has.
    private func hasLeft(_ delivery: Delivery, now: Moment, in transaction: any Transaction) throws -> Bool {
        let isHeld = try Outbox(transaction).withhold(delivery.id, now: now)
        let mayBeMailed = try Outbox(transaction).mayHaveLeft(delivery.id)
        let isOpened = try Events(transaction).all(of: delivery.id).contains { $0.kind != .queued }
        return !isHeld || mayBeMailed || isOpened
    }
}
