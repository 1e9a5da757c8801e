/// The letters there are. Subject and preheader are fixed for each, so neither can ever tell anything of a case, but in the
/// one letter that brings an update itself.
package enum LetterKind: String, Hashable, Sendable, CaseIterable {
    case caseUpdate, verificationCode, renewedLink
    case deliveryFailed, linkRequested, codesRefused, misdelivery, guessing, notifications, assigned
    case invitation, passwordReset, signInLocked, addressCode, newAddress, addressAsked, securityNotice, test
    case portalInvitation, portalCode
    case fullUpdate
    case delegateNotice, delegateApproved, delegateDeclined

    /// Up to 60 characters. The reference of a code is added to those of `verificationCode` and `portalCode`; in place of that
    /// of `fullUpdate` stands the title of the update.
    package var subject: String {
        switch self {
        case .caseUpdate: "You have a secure update"
        case .verificationCode: "Your confirmation code"
        case .renewedLink: "A new link to your secure update"
        case .deliveryFailed: "Action needed: a message was not delivered"
        case .linkRequested: "A recipient asks for a new link"
        case .codesRefused: "Codes were refused too often"
        case .guessing: "Somebody is guessing codes"
        case .misdelivery: "A recipient says a message was not for them"
        case .notifications: "Something new for you"
        case .assigned: "You have been assigned to a case"
        case .invitation: "You have been invited to Secure Updates"
        case .passwordReset: "Choose a new password"
        case .signInLocked: "Sign-in to your account is paused"
        case .addressCode: "Confirm your e-mail address"
        case .newAddress: "Confirm your new e-mail address"
        case .addressAsked: "Your e-mail address is to be changed"
        case .securityNotice: "Security notice for your account"
        case .test: "Test message"
        case .portalInvitation: "Your access to Secure Updates"
        case .portalCode: "Your sign-in code"
        case .fullUpdate: "A case update for you"
        case .delegateNotice: "You have been let in to a secure update"
        case .delegateApproved: "The person you asked for was let in"
        case .delegateDeclined: "The person you asked for was not let in"
        }
    }

    /// What mail programs show beside the subject.
    package var preheader: String {
        switch self {
        case .caseUpdate: "Open it with the link in this e-mail."
        case .verificationCode: "Type it into the browser that asked for it."
        case .renewedLink: "The earlier link no longer works."
        case .deliveryFailed: "See the reason and send it again."
        case .linkRequested: "The link they had is no longer valid."
        case .codesRefused: "A link was suspended to be safe."
        case .guessing: "Answers are held back until it stops."
        case .misdelivery: "Please check where the message went."
        case .notifications: "See what happened since."
        case .assigned: "Sign in to see which."
        case .invitation: "Choose a password to begin."
        case .passwordReset: "Somebody asked for it, you we hope."
        case .signInLocked: "This e-mail is your way back in."
        case .addressCode: "Type the code into the page that asked for it."
        case .newAddress: "Nothing changes before you do."
        case .addressAsked: "Nothing changes before it is confirmed."
        case .securityNotice: "Please check that this was you."
        case .test: "Mail from Secure Updates arrives."
        case .portalInvitation: "Activate it with the link in this e-mail."
        case .portalCode: "Type it into the browser in which you sign in."
        case .fullUpdate: "The update is in this e-mail."
        case .delegateNotice: "The links in this e-mail are yours alone."
        case .delegateApproved: "They have links of their own."
        case .delegateDeclined: "See what was said."
        }
    }

    /// Whether the machine sends it by itself; a case update and an invitation are a person's act (RFC 3834).
    package var isAutomatic: Bool {
        switch self {
        case .caseUpdate, .fullUpdate, .invitation, .portalInvitation, .assigned, .delegateNotice: false
        default: true
        }
    }
}
