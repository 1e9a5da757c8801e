package import Cryptography
import Domain
import Records
import SQL

extension Installation {
    /// A page of the visitor's session is still open. False when there is no such session any more.
    package func keepSession(_ secret: SessionSecret?) async throws -> Bool {
        let now = world.now()
        return try await database.write(.guarded) { transaction in
            guard let session = try self.liveSession(secret, now: now, in: transaction) else { return false }
            try VisitorSessions(transaction).touch(session.id, now: now)
            return true
        }
    }

    /// A page of the visitor's session goes away. Unless another one speaks up, the session ends soon.
    package func announceClosing(_ secret: SessionSecret?) async throws {
        let now = world.now()
        try await database.write(.guarded) { transaction in
            guard let session = try self.liveSession(secret, now: now, in: transaction) else { return }
            try VisitorSessions(transaction).markClosing(session.id, now: now)
        }
    }

    /// Ends the visitor's session and all its grants at once.
    package func endSession(_ secret: SessionSecret?) async throws {
        let now = world.now()
        try await database.write(.guarded) { transaction in
            guard let session = try self.liveSession(secret, now: now, in: transaction) else { return }
            try VisitorSessions(transaction).end(session.id, now: now)
        }
    }
}
