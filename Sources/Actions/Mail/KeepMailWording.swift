import Cryptography
package import Domain
import Records
import SQL

/// A template with its history.
package struct ShownMailTemplate: Sendable {
    package let template: MailTemplate
    package let wording: MailWording
    /// What a change has to have seen; 0 before the first.
    package let version: Int64
    /// The latest first.
    package let changes: [MailWordingChange]
    package let people: [ID<Person>: Person]
    package let policy: MailPolicy
}

/// How changing the wording of a mail ends.
package enum KeptMailWording: Hashable, Sendable {
    case notAllowed
    /// Somebody changed it since it was read.
    case changedMeanwhile
    /// The words of a notice name this case.
    case namesCase(reference: String, field: String)
    case kept
}

extension Installation {
    /// The words of a mail as they are and as they were; none for who may not change them.
    package func showMailTemplate(_ template: MailTemplate, to viewer: Viewer) async throws -> ShownMailTemplate? {
        try await read(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepMail else { return nil }
            let changes = try MailWordings(transaction).all(template, most: 50)
            return ShownMailTemplate(
                template: template, wording: changes.first?.wording ?? .shipped, version: changes.first?.version ?? 0,
                changes: changes, people: try People(transaction).find(Array(Set(changes.map(\.by)))),
                policy: try MailPolicies(transaction).current())
        }
    }

    /// Words a mail anew; `version` is what was read. Earlier words stay in the history.
    package func changeMailWording(
        of template: MailTemplate, to wording: MailWording, version: Int64, by viewer: Viewer
    ) async throws -> KeptMailWording {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepMail else { return .notAllowed }
            if template == .notice, let refusal = try Self.namedCase(in: wording, transaction) { return refusal }
            let wordings = MailWordings(transaction)
            let latest = try wordings.latest(template)
            guard (latest?.version ?? 0) == version else { return .changedMeanwhile }
            guard wording != latest?.wording ?? .shipped else { return .kept }
            let change = MailWordingChange(version: version + 1, wording: wording, by: viewer.person, at: now)
            return try wordings.insert(change, of: template) ? .kept : .changedMeanwhile
        }
    }

    /// The reference of a case, typed as it stands: it would be in every notice.
    private static func namedCase(
        in wording: MailWording, _ transaction: any Transaction
    ) throws -> KeptMailWording? {
        for (field, text) in [("opening", wording.opening), ("closing", wording.closing)] {
            let words = (text ?? "").split(whereSeparator: \.isWhitespace).map { word in
                String(
                    word.trimmingPrefix { !$0.isLetter && !$0.isNumber }.reversed().trimmingPrefix {
                        !$0.isLetter && !$0.isNumber
                    }.reversed())
            }
            let found = try Cases(transaction).references(among: Array(Set(words)))
            if let reference = found.sorted().first { return .namesCase(reference: reference, field: field) }
        }
        return nil
    }
}
