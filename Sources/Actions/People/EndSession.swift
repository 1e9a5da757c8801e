import Cryptography
package import Domain
import Records
import SQL

/// How ending sessions of a member of staff ends.
package enum EndedSession: Hashable, Sendable {
    case notAllowed
    case unknown
    case ended
}

extension Installation {
    /// Ends one of the viewer's own sessions; that of anybody else is left alone.
    package func endSession(_ id: ID<StaffSession>, of viewer: Viewer) async throws {
        let now = world.now()
        try await write(for: viewer) { viewer, transaction in
            try StaffSessions(transaction).end(id, of: viewer.person, now: now)
        }
    }

    /// Ends a session of a member of staff as an administrator, or all of them where none is named (SE-08).
    package func endSession(
        _ id: ID<StaffSession>?, of person: ID<Person>, by viewer: Viewer
    ) async throws -> EndedSession {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayAdminister else { return .notAllowed }
            guard try StaffAccounts(transaction).find(person) != nil else { return .unknown }
            if let id {
                try StaffSessions(transaction).end(id, of: person, now: now)
            } else {
                try StaffSessions(transaction).endAll(of: person, now: now)
            }
            return .ended
        }
    }
}
