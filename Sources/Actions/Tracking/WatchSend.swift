import Cryptography
package import Domain
import Records
import SQL

extension Installation {
    /// Tells which delivery of a send changed, from the call on; none for what this viewer may not see. A listener that falls
    /// far behind misses some: whoever watches reads the state anew anyhow, also when told of any one of them because the
    /// line to the other machines was broken for a while.
    package func watchSend(
        _ id: ID<Send>, for viewer: Viewer
    ) async throws -> (some AsyncSequence<ID<Delivery>, Never> & Sendable)? {
        let announcements = database.announcements(of: ["delivery"])
        let deliveries = try await database.read { transaction -> Set<ID<Delivery>>? in
            guard let send = try Sends(transaction).find(id), try self.sees(viewer, send, in: transaction) else {
                return nil
            }
            return Set(try Deliveries(transaction).all(of: id).map(\.id))
        }
        return deliveries.map { deliveries in
            announcements.compactMap { announcement in
                if announcement == .missed { return deliveries.first }
                guard let id = try? ID<Delivery>(reading: announcement.subject),
                    deliveries.contains(id)
                else { return nil }
                return id
            }
        }
    }

    /// Whether somebody who watches a send may go on: signed in still, and with a right to its update (AU-03).
    package func mayGoOnWatching(_ id: ID<Send>, _ viewer: Viewer) async throws -> Bool {
        let now = world.now()
        return try await database.read { transaction in
            guard let send = try Sends(transaction).find(id),
                let update = try CaseUpdates(transaction).find(send.update)
            else { return false }
            guard try self.stillSees(viewer, update, now: now, in: transaction) else { return false }
            shownPages.note(.send(id), to: viewer, now: now)
            return true
        }
    }
}
