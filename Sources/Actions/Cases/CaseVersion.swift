import Cryptography
package import Domain

/// What stood in a case's form when it was shown: a save over anything else would undo what others did meanwhile.
package struct CaseVersion: Hashable, Sendable {
    package let text: String

    /// As a form sent it back.
    package init(_ text: String) { self.text = text }

    init(_ caseFile: CaseFile, _ labels: CaseLabels) throws {
        // None of these has a line break in it.
        let parts =
            [caseFile.reference, caseFile.title, caseFile.type?.text ?? "", caseFile.asksForCode ? "asks" : ""]
            + labels.tags.map(\.word)
        text = String(try SHA256.digest(of: Array(parts.joined(separator: "\n").utf8)).hex.prefix(32))
    }
}

/// A case with what it is about.
package struct LabelledCase: Sendable {
    package let caseFile: CaseFile
    package let labels: CaseLabels
    /// What a form sends back.
    package let version: CaseVersion
}
