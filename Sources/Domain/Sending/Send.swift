/// One act of delivering one case update to a fixed list of recipients with fixed options.
package struct Send: Hashable, Sendable {
    package let id: ID<Send>
    package let update: ID<CaseUpdate>
    package let sender: ID<Person>
    package let options: SendOptions
    package let createdAt: Moment
    package var revokedAt: Moment?

    package init(
        id: ID<Send>, update: ID<CaseUpdate>, sender: ID<Person>, options: SendOptions, createdAt: Moment,
        revokedAt: Moment?
    ) {
        self.id = id
        self.update = update
        self.sender = sender
        self.options = options
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}

/// What the sender chose for all recipients of a send.
package struct SendOptions: Hashable, Sendable {
    /// Whether files open only after a mailed code was typed in the same browser session.
    package let identityVerification: Bool
    /// Whether the other recipients of the send may open each other's links after verification.
    package let associateOtherRecipients: Bool
    package let linkLifetime: LinkLifetime
    package let additionalNote: String?
    package let mail: MailContent

    package init(
        identityVerification: Bool, associateOtherRecipients: Bool, linkLifetime: LinkLifetime, additionalNote: String?,
        mail: MailContent = .notice
    ) {
        self.identityVerification = identityVerification
        self.associateOtherRecipients = associateOtherRecipients
        self.linkLifetime = linkLifetime
        self.additionalNote = additionalNote
        self.mail = mail
    }
}

extension SendOptions {
    /// What holds for a delegate whom a recipient had let in, whatever the sender chose for recipients: a code is asked for, nobody
    /// else opens their links, their mail is a notice, and what was written to the recipients is not for them.
    package var forDelegate: SendOptions {
        SendOptions(
            identityVerification: true, associateOtherRecipients: false, linkLifetime: linkLifetime,
            additionalNote: nil, mail: .notice)
    }
}

extension Send {
    /// As they hold for one delivery of it.
    package func options(of delivery: Delivery) -> SendOptions {
        delivery.delegateOf == nil ? options : options.forDelegate
    }
}
