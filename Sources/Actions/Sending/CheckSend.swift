import Cryptography
package import Domain
import Mail
import Records
import SQL

/// A send before it happens: everything that would go out, and to whom.
package struct CheckedSend: Sendable {
    package let update: CaseUpdate
    package let caseFile: CaseFile
    package let recipients: [Person]
    /// The groups that they were chosen by, beside those chosen one by one.
    package let groups: [DistributionGroup]
    /// Members of the groups who will be left out, because they cannot be sent to.
    package let skipped: [RefusedRecipient]
    /// Names those who receive it and those who are left out, for agreeing to them.
    package let seen: String
    /// Those to whom the last notice could not be delivered.
    package let failing: Set<ID<Person>>
    /// Those who are told in the application alone, as they chose.
    package let inAppOnly: Set<ID<Person>>
    /// Those to whose domain mail of the case never went.
    package let newDomains: Set<ID<Person>>
    package let attachments: [Attachment]
    package let options: SendOptions
    /// Who asks for identity verification, whatever the sender chose.
    package let verification: VerificationDefault
    package let availableUntil: Moment
    package let subject: String
    /// The text of the mail, with `…` in place of each link's token.
    package let text: String
    /// What mails of it may hold.
    package let policy: MailPolicy
}

/// How looking at a send before it happens ends.
package enum SendCheck: Sendable {
    /// What sending it would answer too.
    case obstacle(SentUpdate)
    case ready(CheckedSend)
}

extension Installation {
    /// Checks a send as sending would, and writes the very mail that would go out. Changes nothing.
    package func checkSend(
        of update: ID<CaseUpdate>, to choice: RecipientChoice, options: SendOptions, by viewer: Viewer
    ) async throws -> SendCheck {
        // Who is left out is shown here, and agreed to on the page that shows it.
        let recipients = RecipientChoice(choice.people, groups: choice.groups, agreement: .leavingOut)
        if let obstacle = obstacle(to: recipients, by: viewer) { return .obstacle(obstacle) }
        let now = world.now()
        let options = allowed(options)
        return try await database.read { transaction in
            switch try self.admit(recipients, to: update, options: options, by: viewer, in: transaction) {
            case .obstacle(let obstacle): return .obstacle(obstacle)
            case .admitted(let update, let decided):
                guard let caseFile = try Cases(transaction).find(update.caseFile) else { return .obstacle(.unknown) }
                let plan = try self.mailPlan(options, of: update, by: viewer.person, in: transaction)
                let attachments = plan.files
                let familiar = try FamiliarDomains(of: caseFile.id, in: transaction)
                let until = options.linkLifetime.end(from: now)
                let letter = try self.previewOfMail(plan, until: until, options, now: now)
                return .ready(
                    CheckedSend(
                        update: update, caseFile: caseFile, recipients: decided.people, groups: decided.groups,
                        skipped: decided.skipped, seen: try decided.name(),
                        failing: try Attention(transaction).failing(among: decided.people.map(\.id)),
                        inAppOnly: try self.notifier.toldInAppOnly(
                            among: decided.people.map(\.id), in: transaction),
                        newDomains: Set(decided.people.filter(familiar.isNew).map(\.id)),
                        attachments: attachments, options: options,
                        verification: try self.verification(of: update, caseFile, in: transaction),
                        availableUntil: until, subject: letter.subject,
                        text: letter.plainText, policy: try MailPolicies(transaction).current()))
            }
        }
    }

    /// What a form names a send by, so that sent twice it sends once.
    package func newRequestKey() throws -> String { try world.newID(of: Send.self).text }

    func previewOfMail(_ plan: MailPlan, until: Moment, _ options: SendOptions, now: Moment) throws -> Letter {
        let url = "\(organisation.origin)/f/…"
        let stamp = LetterStamp(to: organisation.mailFrom, id: try newRequestKey(), date: now)
        let links = plan.files.isEmpty ? [(file: nil, url: url)] : plan.files.map { (file: $0.id, url: url) }
        return try letter(stamp, plan, links: links, until: until, asksForCode: options.identityVerification)
    }
}
