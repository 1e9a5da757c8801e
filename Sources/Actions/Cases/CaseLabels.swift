package import Domain
import Records
import SQL

/// What a case is about, in the organisation's words: its type and its tags.
package struct CaseLabels: Hashable, Sendable {
    package let type: CaseType?
    /// In the order of the alphabet.
    package let tags: [CaseTag]
}

extension Installation {
    /// The labels of each of these cases.
    static func labels(
        of cases: [CaseFile], in transaction: any Transaction
    ) throws -> [ID<CaseFile>: CaseLabels] {
        guard !cases.isEmpty else { return [:] }
        let types = Dictionary(uniqueKeysWithValues: try CaseTypes(transaction).all().map { ($0.id, $0) })
        let tags = try CaseTagRows(transaction).all(of: cases.map(\.id))
        return cases.reduce(into: [:]) { labels, caseFile in
            labels[caseFile.id] = CaseLabels(
                type: caseFile.type.flatMap { types[$0] }, tags: tags[caseFile.id] ?? [])
        }
    }

    static func labels(of caseFile: CaseFile, in transaction: any Transaction) throws -> CaseLabels {
        CaseLabels(
            type: try caseFile.type.flatMap { try CaseTypes(transaction).find($0) },
            tags: try CaseTagRows(transaction).all(of: [caseFile.id])[caseFile.id] ?? [])
    }
}
