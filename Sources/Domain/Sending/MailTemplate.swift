/// The mails that an organisation can word.
package enum MailTemplate: String, CaseIterable, Hashable, Sendable {
    /// Tells of an update and holds nothing of it.
    case notice
    /// Brings the update itself.
    case update

    /// What can stand in the words around the links or the update. A notice is read by mail servers on its way, so it names
    /// nothing of a case.
    package var variables: [MailVariable] { self == .notice ? [.organisationName] : MailVariable.allCases }

    /// What can stand in the subject; none where it is always the same.
    package var subjectVariables: [MailVariable]? {
        self == .notice ? nil : MailVariable.allCases.filter { $0 != .additionalNote }
    }
}
