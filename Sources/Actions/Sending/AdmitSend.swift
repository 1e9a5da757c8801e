import Domain
import Records
import SQL

/// Whether an update may go to these people, decided alike before it is shown for checking and when it is sent.
enum AdmittedSend {
    case obstacle(SentUpdate)
    case admitted(CaseUpdate, DecidedRecipients)
}

extension Installation {
    /// What keeps anybody from sending, whatever the update.
    func obstacle(to recipients: RecipientChoice, by viewer: Viewer) -> SentUpdate? {
        guard viewer.rights.maySendUpdates else { return .notAllowed }
        guard !organisation.contact.trimmed.isEmpty else { return .noContactLine }
        return recipients.isEmpty ? .noRecipients : nil
    }

    func admit(
        _ recipients: RecipientChoice, to id: ID<CaseUpdate>, options: SendOptions, by viewer: Viewer,
        in transaction: any Transaction
    ) throws -> AdmittedSend {
        guard let (update, caseFile) = try self.update(id, for: viewer, in: transaction) else {
            return .obstacle(.unknown)
        }
        guard caseFile.status == .open else { return .obstacle(.closed) }
        guard update.state == .validated else { return .obstacle(.notValidated) }
        if let obstacle = try obstacle(to: options.mail, of: update, in: transaction) { return .obstacle(obstacle) }
        let decided: DecidedRecipients
        do {
            decided = try RecipientCheck(of: update, in: transaction).decide(recipients)
        } catch is Malformed {
            return .obstacle(.unknownGroup)
        }
        return try decided.obstacle(recipients.agreement).map(AdmittedSend.obstacle) ?? .admitted(update, decided)
    }

    /// What keeps mails from holding what was chosen.
    private func obstacle(
        to mail: MailContent, of update: CaseUpdate, in transaction: any Transaction
    ) throws -> SentUpdate? {
        guard try MailPolicies(transaction).current().allows(mail) else { return .mailNotAllowed }
        guard mail == .files else { return nil }
        return try excess(of: Attachments(transaction).all(of: update.id)).map(SentUpdate.tooLargeToAttach)
    }

    /// The options with a link life that the organisation allows.
    func allowed(_ options: SendOptions) -> SendOptions {
        SendOptions(
            identityVerification: options.identityVerification,
            associateOtherRecipients: options.associateOtherRecipients,
            linkLifetime: organisation.allowed(options.linkLifetime), additionalNote: options.additionalNote,
            mail: options.mail)
    }
}
