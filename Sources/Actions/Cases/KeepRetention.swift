import Cryptography
package import Domain
import Records
import SQL

/// How changing how long a case is kept ends.
package enum KeptRetention: Hashable, Sendable {
    /// This viewer sees no such case.
    case unknown
    case notAllowed
    /// A hold is on it already; the first reason stands.
    case heldAlready
    /// No hold is on it.
    case notHeld
    case kept
}

extension Installation {
    /// Says how long a case is kept after it was closed; none: as long as the organisation keeps cases. Also of a closed case:
    /// this is about the record, and changes nothing in it.
    package func setRetention(
        _ months: RetentionMonths?, of id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> KeptRetention {
        let now = world.now()
        return try await changeRetention(of: id, by: viewer) { viewer, caseFile, transaction in
            guard caseFile.retention.months != months else { return .kept }
            try Cases(transaction).setRetention(months, of: id)
            let words = { (months: RetentionMonths?) in months?.words ?? "the organisation’s period" }
            let detail = "from \(words(caseFile.retention.months)) to \(words(months))"
            let event = CaseEvent(.retentionChanged, at: now, by: viewer.person, detail: detail)
            try CaseEvents(transaction).append(event, to: id)
            return .kept
        }
    }

    /// Keeps a case from going, however long ago it was closed.
    package func placeHold(reason: String, on id: ID<CaseFile>, by viewer: Viewer) async throws -> KeptRetention {
        let now = world.now()
        return try await changeRetention(of: id, by: viewer) { viewer, _, transaction in
            let hold = LegalHold(by: viewer.person, at: now, reason: reason)
            guard try Cases(transaction).placeHold(hold, on: id) else { return .heldAlready }
            let event = CaseEvent(.holdPlaced, at: now, by: viewer.person, detail: reason)
            try CaseEvents(transaction).append(event, to: id)
            return .kept
        }
    }

    /// Ends the hold; the period counts on from the closing as if there had been none.
    package func liftHold(reason: String, on id: ID<CaseFile>, by viewer: Viewer) async throws -> KeptRetention {
        let now = world.now()
        return try await changeRetention(of: id, by: viewer) { viewer, _, transaction in
            guard try Cases(transaction).liftHold(on: id) else { return .notHeld }
            let event = CaseEvent(.holdLifted, at: now, by: viewer.person, detail: reason)
            try CaseEvents(transaction).append(event, to: id)
            return .kept
        }
    }

    private func changeRetention(
        of id: ID<CaseFile>, by viewer: Viewer,
        _ change: @escaping @Sendable (Viewer, CaseFile, any Transaction) throws -> KeptRetention
    ) async throws -> KeptRetention {
        try await write(for: viewer) { viewer, transaction in
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            guard viewer.rights.mayKeepRetention else { return .notAllowed }
            return try change(viewer, caseFile, transaction)
        }
    }
}
