import Cryptography
package import Domain
import Records
import SQL

/// What somebody says about a case.
package struct CaseDetails: Hashable, Sendable {
    let reference: String
    let title: String
    let type: ID<CaseType>?
    let tags: CaseTags
    /// Whether links open only after a mailed code, unless a sender says otherwise.
    let asksForCode: Bool

    package init(
        reference: String, title: String, type: ID<CaseType>? = nil, tags: CaseTags = .none,
        asksForCode: Bool = false
    ) throws(Malformed) {
        self.reference = try Typed.line(reference, field: "reference", limit: 60)
        self.title = try Typed.line(title, field: "title")
        self.type = type
        self.tags = tags
        self.asksForCode = asksForCode
    }
}

/// How opening or changing a case ends.
package enum KeptCase: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Another case has this reference.
    case referenceTaken
    /// There is no such type, or it is archived and the case had another.
    case noSuchType
    /// A closed case is read-only.
    case closed
    /// Somebody changed it since the form was shown. Nothing was changed.
    case changedMeanwhile
    case kept(ID<CaseFile>)
}

extension Installation {
    /// Opens a case. Whoever sees only their own cases is put on it at once.
    package func openCase(_ details: CaseDetails, by viewer: Viewer) async throws -> KeptCase {
        let now = world.now()
        let caseFile = CaseFile(
            id: try world.newID(), reference: details.reference, title: details.title, status: .open, createdAt: now,
            type: details.type, asksForCode: details.asksForCode)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayOpenCases else { return .notAllowed }
            guard try Cases(transaction).find(reference: details.reference) == nil else { return .referenceTaken }
            guard try Self.mayHave(details.type, instead: nil, in: transaction) else { return .noSuchType }
            try Cases(transaction).insert(caseFile, by: viewer.person)
            try CaseTagRows(transaction).set(details.tags, of: caseFile.id)
            try CaseEvents(transaction).append(CaseEvent(.opened, at: now, by: viewer.person), to: caseFile.id)
            try self.note(caseFile.id, now: now, in: transaction)
            if !viewer.rights.seesEveryCase {
                let part = Assignment(caseFile: caseFile.id, person: viewer.person, role: .investigator)
                try Self.assign(part, by: viewer, now: now, in: transaction)
            }
            return .kept(caseFile.id)
        }
    }

    /// Changes reference, title, type, tags, and whether it asks for codes; over nothing but what was `seen`, where that is said.
    package func changeCase(
        _ id: ID<CaseFile>, to details: CaseDetails, seen: CaseVersion? = nil, by viewer: Viewer
    ) async throws -> KeptCase {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChangeCases else { return .notAllowed }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            guard caseFile.status == .open else { return .closed }
            let before = try Self.labels(of: caseFile, in: transaction)
            if let seen, try seen != CaseVersion(caseFile, before) { return .changedMeanwhile }
            if let other = try Cases(transaction).find(reference: details.reference), other.id != id {
                return .referenceTaken
            }
            guard try Self.mayHave(details.type, instead: caseFile.type, in: transaction) else { return .noSuchType }
            try Cases(transaction).update(
                CaseFile(
                    id: id, reference: details.reference, title: details.title, status: caseFile.status,
                    createdAt: caseFile.createdAt, type: details.type, asksForCode: details.asksForCode))
            try CaseTagRows(transaction).set(details.tags, of: id)
            let type = try details.type.flatMap { try CaseTypes(transaction).find($0) }
            if let words = details.difference(from: caseFile, before, type: type) {
                let event = CaseEvent(.changed, at: now, by: viewer.person, detail: words)
                try CaseEvents(transaction).append(event, to: id)
            }
            return .kept(id)
        }
    }

    /// Closes a case or opens it again. A closed one is read-only; its links live on until they expire.
    package func setStatus(
        _ status: CaseStatus, of id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> KeptCase {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChangeCases else { return .notAllowed }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            try Self.setStatus(status, of: caseFile.id, by: viewer, now: now, in: transaction)
            return .kept(id)
        }
    }

    /// False where it was so before, and then nothing is noted.
    @discardableResult
    static func setStatus(
        _ status: CaseStatus, of id: ID<CaseFile>, by viewer: Viewer, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        guard try Cases(transaction).setStatus(status, of: id, now: now) else { return false }
        let kind: CaseEventKind = status == .closed ? .closed : .reopened
        try CaseEvents(transaction).append(CaseEvent(kind, at: now, by: viewer.person), to: id)
        return true
    }

    /// The case, if this viewer may see it.
    func caseFile(_ id: ID<CaseFile>, for viewer: Viewer, in transaction: any Transaction) throws -> CaseFile? {
        guard try sees(viewer, id, in: transaction) else { return nil }
        return try Cases(transaction).find(id)
    }

    private static func mayHave(
        _ type: ID<CaseType>?, instead current: ID<CaseType>?, in transaction: any Transaction
    ) throws -> Bool {
        guard let type, type != current else { return true }
        guard let found = try CaseTypes(transaction).find(type) else { return false }
        return found.archivedAt == nil
    }
}

extension CaseDetails {
    /// What is said otherwise than before, in words for the history; none where all is the same.
    fileprivate func difference(from before: CaseFile, _ labels: CaseLabels, type: CaseType?) -> String? {
        let tags = { (tags: [CaseTag]) in tags.map(\.word).joined(separator: ", ") }
        let pairs = [
            ("reference", before.reference, reference), ("title", before.title, title),
            ("type", labels.type?.name ?? "none", type?.name ?? "none"),
            (
                "tags", labels.tags.isEmpty ? "none" : tags(labels.tags),
                self.tags.tags.isEmpty ? "none" : tags(self.tags.tags)
            ),
            ("identity verification", Self.words(before.asksForCode), Self.words(asksForCode)),
        ]
        let changed = pairs.filter { $0.1 != $0.2 }.map { "\($0.0) from “\($0.1)” to “\($0.2)”" }
        return changed.isEmpty ? nil : changed.joined(separator: "; ")
    }

    private static func words(_ asksForCode: Bool) -> String { asksForCode ? "asked for" : "up to the sender" }
}
