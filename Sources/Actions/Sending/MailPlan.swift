package import Domain
import HTML
import Mail
import Records
import SQL

/// What the mails of one send hold, looked up once for all of them.
struct MailPlan: Sendable {
    /// What they hold indeed, which may be less than was chosen.
    let content: MailContent
    let wording: LetterWording
    /// Nil in a notice.
    let full: MailedUpdate?
    /// Those of the update as they stand; whatever travels, links are named by them.
    let files: [Attachment]
    /// What the history of each delivery says of it; nil of a notice that was wanted.
    let detail: String?

    static let attached = "The update in full, with the files attached: "

    /// Whether a notice that was queued was to carry files, as its history says.
    static func attaches(_ notice: DeliveryEvent) -> Bool { notice.detail?.hasPrefix(attached) ?? false }

    var enclosed: [Attachment] { content == .files ? files : [] }
}

/// What a full mail says of the update, whoever it goes to.
struct MailedUpdate: Sendable {
    let subject: String
    let caseReference: String
    let body: Block.Written
    /// Above the update; empty where it stands in the wording.
    let note: [String]
}

extension Installation {
    /// As the organisation allows it now: what was chosen for a send does not outlive the policy.
    func mailPlan(
        _ options: SendOptions, of update: CaseUpdate, by sender: ID<Person>, in transaction: any Transaction
    ) throws -> MailPlan {
        let files = try Attachments(transaction).all(of: update.id)
        let content = try mailContent(options.mail, files: files, in: transaction)
        let isLess = content.isFull != options.mail.isFull
        let template: MailTemplate = content.isFull ? .update : .notice
        let wording = try MailWordings(transaction).current(template)
        var values: [MailVariable: String] = [.organisationName: organisation.discreetName]
        guard content.isFull, let caseFile = try Cases(transaction).find(update.caseFile) else {
            return MailPlan(
                content: .notice, wording: MailWords(values).letterWording(wording), full: nil, files: files,
                detail: isLess ? "A notice: the organisation no longer mails updates in full." : nil)
        }
        values[.organisationName] = organisation.name
        values[.caseReference] = caseFile.reference
        values[.caseTitle] = caseFile.title
        values[.updateTitle] = update.title
        values[.senderName] = try People(transaction).find(sender)?.name ?? ""
        let words = MailWords(values, note: options.additionalNote)
        let full = MailedUpdate(
            subject: words.subject(wording) ?? update.title, caseReference: caseFile.reference,
            body: update.body.written, note: MailWords.placesNote(wording) ? [] : words.note)
        return MailPlan(
            content: content, wording: words.letterWording(wording), full: full, files: files,
            detail: Self.detail(content, files))
    }

    /// What may be mailed of what was chosen. Files that grew too large since are linked to.
    private func mailContent(
        _ chosen: MailContent, files: [Attachment], in transaction: any Transaction
    ) throws -> MailContent {
        guard chosen.isFull, try MailPolicies(transaction).current().allows(chosen) else { return .notice }
        return chosen == .files && !files.isEmpty && excess(of: files) == nil ? .files : .text
    }

    /// What makes files too large to be attached to one mail; nil where they are not.
    func excess(of files: [Attachment]) -> AttachedExcess? {
        let octets = AttachedSize.octets(of: files.map(\.size))
        guard octets > organisation.attachedLimit else { return nil }
        return AttachedExcess(
            files: files.map { .init(name: $0.name, size: $0.size) }, octets: octets, limit: organisation.attachedLimit)
    }

    private static func detail(_ content: MailContent, _ files: [Attachment]) -> String {
        guard content == .files else { return "The update in full, with links." }
        let names = files.map { $0.version > 1 ? "\($0.name.text) (version \($0.version))" : $0.name.text }
        return MailPlan.attached + names.joined(separator: ", ")
    }
}

/// Files that are too large together to be attached to one mail.
package struct AttachedExcess: Hashable, Sendable {
    package let files: [File]
    /// As they would travel.
    package let octets: Int64
    package let limit: Int64

    /// One of them, and how large it is by itself.
    package struct File: Hashable, Sendable {
        package let name: FileName
        package let size: Int64
    }
}

extension UpdateBody {
    /// The text as a mail may bring it, sanitised now (MH-01).
    var written: Block.Written {
        let text =
            switch format {
            case .markdown: try? RichText(markdown: text)
            case .html: try? RichText(html: text)
            }
        guard let text, !text.isEmpty else { return Block.Written(html: [], text: []) }
        return Block.Written(html: MailText.lines(text.withoutLinks), text: MailText.lines(text.plain.trimmed))
    }
}
