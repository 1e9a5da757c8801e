/// What people are told of. The words are stored, and shown by the interface.
package enum NotificationKind: String, CaseIterable, Sendable {
    /// A case update was sent to them.
    case updateSent = "update sent"
    /// An update waits for somebody who may validate.
    case updateSubmitted = "update submitted"
    /// Their update is permanent.
    case updateValidated = "update validated"
    /// Their update came back with a reason.
    case updateReturned = "update returned"
    /// They have a part in a case, or another one.
    case assigned
    /// A recipient opened what they sent.
    case viewed
    /// A recipient fetched a file of theirs to its end.
    case downloaded
    /// A recipient asks for a link in place of one that is over.
    case linkRequested = "link requested"
    /// A recipient asks that somebody else be let in.
    case delegateRequested = "delegate requested"
    case deliveryFailed = "delivery failed"
    /// A link was suspended for a recipient after too many wrong codes.
    case linkSuspended = "link suspended"
    /// A recipient said that it was not for them.
    case misdelivery = "misdelivery reported"
    /// Password, addresses, second factor or role of their own account, or a sign-in from a new browser.
    case accountChanged = "account changed"

    /// The ways of being told that a person chooses from, the loudest first; one alone cannot be switched off.
    package var choices: [NotificationChannel] {
        switch self {
        case .viewed, .downloaded: [.mail, .inApp, .never]
        case .deliveryFailed, .linkSuspended, .misdelivery, .accountChanged: [.mail]
        case .updateSent, .updateSubmitted, .updateValidated, .updateReturned, .assigned, .linkRequested,
            .delegateRequested:
            [.mail, .inApp]
        }
    }

    /// What holds for whoever chose nothing: views and downloads are told to those who asked for it (EN-18).
    package var standard: NotificationChannel { choices.contains(.never) ? .never : .mail }

    /// Whether nobody can do without the mail.
    package var isFixed: Bool { choices.count == 1 }

    /// Whether its mail waits for others to the same person and becomes one with them (OS-28). The others are mails of
    /// their own, with links or facts that cannot wait.
    package var isCollected: Bool {
        switch self {
        case .updateSubmitted, .updateValidated, .updateReturned, .viewed, .downloaded, .delegateRequested: true
        case .updateSent, .assigned, .linkRequested, .deliveryFailed, .linkSuspended, .misdelivery, .accountChanged:
            false
        }
    }
}

/// How a person is told of something.
package enum NotificationChannel: String, CaseIterable, Sendable {
    /// By mail, and in the application.
    case mail
    /// Among their notifications, and nowhere else.
    case inApp = "in the application"
    /// Not at all.
    case never
}
