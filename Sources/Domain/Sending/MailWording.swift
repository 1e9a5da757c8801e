/// What an organisation says in a mail in its own words; what it leaves out is as shipped.
package struct MailWording: Hashable, Sendable {
    /// Of the mail that brings an update; a notice has the same subject always.
    package let subject: String?
    /// In place of the sentence above the links or the update.
    package let opening: String?
    /// Below them, such as a signature.
    package let closing: String?

    /// As shipped.
    package static let shipped = MailWording(storedSubject: nil, opening: nil, closing: nil)

    /// A wording read back from where a checked one was stored.
    package init(storedSubject subject: String?, opening: String?, closing: String?) {
        self.subject = subject
        self.opening = opening
        self.closing = closing
    }

    /// What somebody typed. Variables that are none, or that do not belong into this mail, are refused by name, with those
    /// that there are.
    package init(
        reading template: MailTemplate, subject: String, opening: String, closing: String
    ) throws(Malformed) {
        if let variables = template.subjectVariables {
            self.subject = try Self.read(subject, variables, template, field: "subject", limit: 150, isLine: true)
        } else {
            guard subject.trimmed.isEmpty else {
                throw Malformed("subject", "The subject of a notice is always the same, so that it tells nothing.")
            }
            self.subject = nil
        }
        self.opening = try Self.read(opening, template.variables, template, field: "opening", limit: 1000)
        self.closing = try Self.read(closing, template.variables, template, field: "closing", limit: 1000)
    }

    private static func read(
        _ typed: String, _ variables: [MailVariable], _ template: MailTemplate, field: String, limit: Int,
        isLine: Bool = false
    ) throws(Malformed) -> String? {
        let text = typed.replacing("\r\n", with: "\n").trimmed
        guard text.count <= limit, text.unicodeScalars.count <= limit * 4 else {
            throw Malformed(field, "Use at most \(limit) characters.")
        }
        guard text.unicodeScalars.allSatisfy({ MailText.isKept($0) || !isLine && $0 == "\n" }) else {
            throw Malformed(field, "Remove the control characters\(isLine ? " and line ends" : "").")
        }
        for name in VariableText(text).names {
            guard let known = MailVariable(rawValue: name), variables.contains(known) else {
                throw refusal(name, variables, template, field: field)
            }
        }
        return text.hasInk ? text : nil
    }

    private static func refusal(
        _ name: String, _ variables: [MailVariable], _ template: MailTemplate, field: String
    ) -> Malformed {
        let known = "Those that can stand here: \(variables.map(\.spelling).joined(separator: ", "))."
        guard MailVariable(rawValue: name) != nil else {
            return Malformed(field, "{{\(name)}} is no variable. \(known)")
        }
        return Malformed(
            field,
            template == .notice
                ? "{{\(name)}} would tell of the case, and a notice tells nothing of it. \(known)"
                : "{{\(name)}} cannot stand here. \(known)")
    }
}

/// One change of a template's wording, by whom and when. The latest holds.
package struct MailWordingChange: Hashable, Sendable {
    /// From 1; what a form has to have seen.
    package let version: Int64
    package let wording: MailWording
    package let by: ID<Person>
    package let at: Moment

    package init(version: Int64, wording: MailWording, by: ID<Person>, at: Moment) {
        self.version = version
        self.wording = wording
        self.by = by
        self.at = at
    }
}
