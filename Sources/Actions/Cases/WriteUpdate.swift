import Cryptography
package import Domain
import HTML
import Records
import SQL

/// Title and text of an update, as somebody typed them.
package struct UpdateText: Hashable, Sendable {
    package let title: String
    let body: UpdateBody
    /// Nil leaves the one it has; a new update then has the standard group.
    let group: ID<AccessGroup>?

    /// As a page may show it, sanitised.
    package var html: String { body.html }

    /// The text is kept as typed, also what nobody will be shown of it (MH-01); what cannot be shown at all is refused for the
    /// field `body`.
    package init(
        title: String, body: String, format: UpdateBody.Format = .markdown, group: ID<AccessGroup>? = nil
    ) throws(Malformed) {
        self.group = group
        self.title = try Typed.line(title, field: "title")
        self.body = try UpdateBody(reading: body.replacing("\r\n", with: "\n"), format: format)
        switch format {
        case .markdown: _ = try RichText(markdown: self.body.text)
        case .html: _ = try RichText(html: self.body.text)
        }
    }
}

/// How writing an update ends.
package enum WrittenUpdate: Sendable {
    /// This viewer sees no such case or update.
    case unknown
    case notAllowed
    /// A closed case is read-only.
    case closed
    /// Somebody made it permanent meanwhile.
    case permanent
    /// The access group is none that this viewer can choose.
    case noSuchGroup
    /// Somebody wrote meanwhile: this is what stands there now. Nothing was changed.
    case changedMeanwhile(ShownUpdate)
    /// With its version now.
    case written(ID<CaseUpdate>, version: Int64)
}

extension Installation {
    /// Begins a draft in an access group that its author may see.
    package func writeUpdate(
        _ text: UpdateText, in id: ID<CaseFile>, by viewer: Viewer
    ) async throws -> WrittenUpdate {
        let update = CaseUpdate(
            id: try world.newID(), caseFile: id, title: text.title, body: text.body, author: viewer.person,
            createdAt: world.now(), accessGroup: text.group ?? AccessGroup.standard, validation: nil)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayWriteUpdates else { return .notAllowed }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return .unknown }
            guard caseFile.status == .open else { return .closed }
            guard try self.mayChoose(text.group, viewer, in: transaction) else { return .noSuchGroup }
            try CaseUpdates(transaction).insert(update)
            try self.note(update.id, now: update.createdAt, in: transaction)
            return .written(update.id, version: 1)
        }
    }

    /// Changes a draft that still has the version which the writer had before them; otherwise nobody's words are lost. Where
    /// the same stands there already, it is as good as written.
    package func changeUpdate(
        _ id: ID<CaseUpdate>, to text: UpdateText, version: Int64, by viewer: Viewer
    ) async throws -> WrittenUpdate {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            let update: CaseUpdate
            switch try self.draft(id, for: viewer, in: transaction) {
            case .refused(let refusal): return WrittenUpdate(refusal)
            case .draft(let found): update = found
            }
            let group = text.group ?? update.accessGroup
            if update.title == text.title, update.body == text.body, update.accessGroup == group {
                return .written(id, version: try CaseUpdates(transaction).version(of: id) ?? version)
            }
            guard try group == update.accessGroup || self.mayChoose(group, viewer, in: transaction) else {
                return .noSuchGroup
            }
            let isChanged = try CaseUpdates(transaction).change(
                id, title: text.title, body: text.body, group: group, version: version, now: now)
            return isChanged
                ? .written(id, version: version + 1) : .changedMeanwhile(try Self.shown([update], in: transaction)[0])
        }
    }
}

extension Installation {
    private func mayChoose(
        _ id: ID<AccessGroup>?, _ viewer: Viewer, in transaction: any Transaction
    ) throws -> Bool {
        guard let id else { return true }
        return try AccessGroups(transaction).find(id).map { Self.mayChoose($0, viewer) } ?? false
    }
}

extension WrittenUpdate {
    fileprivate init(_ refusal: DraftRefusal) {
        switch refusal {
        case .unknown: self = .unknown
        case .notAllowed: self = .notAllowed
        case .closed: self = .closed
        case .permanent, .notValidated, .replaced: self = .permanent
        }
    }
}
