package import Domain
package import SQL

/// The organisation's words of mails, with every change of them.
package struct MailWordings {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What holds now; as shipped where nobody ever changed it.
    package func current(_ template: MailTemplate) throws -> MailWording {
        try latest(template)?.wording ?? .shipped
    }

    /// The change that holds, if there was one.
    package func latest(_ template: MailTemplate) throws -> MailWordingChange? { try all(template, most: 1).first }

    /// The changes of a template, the latest first.
    package func all(_ template: MailTemplate, most: Int) throws -> [MailWordingChange] {
        try transaction.run(
            """
            SELECT version, subject, opening, closing, changed_by, changed_at FROM mail_wordings
            WHERE template = \(template.rawValue) ORDER BY version DESC LIMIT \(most)
            """
        ).map { row in
            MailWordingChange(
                version: try row.integer("version"),
                wording: MailWording(
                    storedSubject: try row.optionalText("subject"), opening: try row.optionalText("opening"),
                    closing: try row.optionalText("closing")),
                by: try row.id("changed_by"), at: try row.moment("changed_at"))
        }
    }

    /// False where there is a change of this version already.
    package func insert(_ change: MailWordingChange, of template: MailTemplate) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO mail_wordings (template, version, subject, opening, closing, changed_by, changed_at)
            VALUES (\(template.rawValue), \(change.version), \(change.wording.subject), \(change.wording.opening),
                \(change.wording.closing), \(change.by), \(change.at))
            ON CONFLICT (template, version) DO NOTHING
            """
        ) > 0
    }
}
