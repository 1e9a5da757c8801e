package import Domain
import Records
import SQL

/// Whether an update can take its next step, submission or validation, or what keeps it from it.
enum UpdateReadiness {
    case permanent(by: String, at: Moment)
    /// A closed case is read-only.
    case closed
    /// Its text or its files are not those that were read.
    case changedMeanwhile
    /// Neither text nor file.
    case empty
    /// It holds variables that stand for nothing, such as `{{Case.client}}` (N-43).
    case unresolved([String])
    case ready
}

extension CaseUpdate {
    /// Variables that stand in its title or text, and would go out as they are.
    package var unresolvedVariables: [String] {
        let inTitle = VariableText(title).names
        return inTitle + VariableText(body.text).names.filter { !inTitle.contains($0) }
    }
}

extension Installation {
    /// `version` is that of the text which somebody read, `files` the mark of the files; nil takes them as they stand.
    func readiness(
        of update: CaseUpdate, in caseFile: CaseFile, version: Int64?, files: FilesMark? = nil,
        in transaction: any Transaction
    ) throws -> UpdateReadiness {
        if let earlier = update.validation {
            return .permanent(by: try People(transaction).find(earlier.by)?.name ?? "", at: earlier.at)
        }
        guard caseFile.status == .open else { return .closed }
        if let version, try CaseUpdates(transaction).version(of: update.id) != version { return .changedMeanwhile }
        let attachments = try Attachments(transaction).all(of: update.id)
        if let files, files != FilesMark(attachments) { return .changedMeanwhile }
        guard !attachments.isEmpty || update.body.text.hasInk else { return .empty }
        let names = update.unresolvedVariables
        return names.isEmpty ? .ready : .unresolved(names)
    }
}
