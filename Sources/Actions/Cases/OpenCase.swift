import Cryptography
package import Domain
import Records
import SQL

/// Reference and title of a case, as somebody typed them.
package struct CaseDetails: Hashable, Sendable {
    let reference: String
    let title: String

    package init(reference: String, title: String) throws(Malformed) {
        self.reference = try Typed.line(reference, field: "reference", limit: 60)
        self.title = try Typed.line(title, field: "title")
    }
}

/// How opening or changing a case ends.
package enum KeptCase: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Another case has this reference.
    case referenceTaken
    /// A closed case is read-only.
    case closed
    case kept(ID<CaseFile>)
}

extension Installation {
    /// Opens a case. Whoever sees only their own cases is put on it at once.
    package func openCase(_ details: CaseDetails, by viewer: Viewer) async throws -> KeptCase {
        let now = world.now()
        let caseFile = CaseFile(
            id: try world.newID(), reference: details.reference, title: details.title, status: .open, createdAt: now)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayOpenCases else { return .notAllowed }
            guard try Cases(transaction).find(reference: details.reference) == nil else { return .referenceTaken }
            try Cases(transaction).insert(caseFile, by: viewer.person)
            try self.note(caseFile.id, now: now, in: transaction)
            if !viewer.rights.seesEveryCase {
                try Cases(transaction).assign(
                    Assignment(caseFile: caseFile.id, person: viewer.person, role: .investigator), now: now)
            }
            return .kept(caseFile.id)
        }
    }

    /// Changes reference and title.
    package func changeCase(
        _ id: ID<CaseFile>, to details: CaseDetails, by viewer: Viewer
    ) async throws -> KeptCase {
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChange else { return .notAllowed }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            guard caseFile.status == .open else { return .closed }
            if let other = try Cases(transaction).find(reference: details.reference), other.id != id {
                return .referenceTaken
            }
            try Cases(transaction).update(
                CaseFile(
                    id: id, reference: details.reference, title: details.title, status: caseFile.status,
                    createdAt: caseFile.createdAt))
            return .kept(id)
        }
    }

    /// Closes a case or opens it again. A closed one is read-only; its links live on until they expire.
    package func setStatus(
        _ status: CaseStatus, of id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> KeptCase {
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChange else { return .notAllowed }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            try Cases(transaction).update(
                CaseFile(
                    id: id, reference: caseFile.reference, title: caseFile.title, status: status,
                    createdAt: caseFile.createdAt))
            return .kept(id)
        }
    }

    /// The case, if this viewer may see it.
    func caseFile(_ id: ID<CaseFile>, for viewer: Viewer, in transaction: any Transaction) throws -> CaseFile? {
        guard try sees(viewer, id, in: transaction) else { return nil }
        return try Cases(transaction).find(id)
    }
}
