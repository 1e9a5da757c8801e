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
    /// So many mails had left all the same; their links open nothing.
    case undone(left: Int)
}

extension Installation {
    /// Takes a send back while its mails wait (N-35): they are never sent, and its links open nothing for anybody.
    ///
    /// A mail that a worker takes at the same moment is either withheld or counted as left, never both.
    package func undoSend(_ id: ID<Send>, by viewer: Viewer) async throws -> UndoneSend {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChange else { return .notAllowed }
            guard let send = try Sends(transaction).find(id), try self.sees(viewer, send, in: transaction) else {
                return .unknown
            }
            guard send.revokedAt == nil, try Outbox(transaction).leave(of: id, now: now) != nil else {
                return .tooLate
            }
            var left = 0
            for delivery in try Deliveries(transaction).all(of: id) where delivery.revokedAt == nil {
                try Outbox(transaction).withhold(delivery.id, now: now)
                let hasLeft = try Outbox(transaction).mayHaveLeft(delivery.id)
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
}
