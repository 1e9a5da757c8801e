/// What just happened, as the address of the next page carries it: a word of this list and nothing else.
enum Told: String, CaseIterable {
    case saved
    case testMailed = "test-mailed"
    case backAsShipped = "back-as-shipped"
    case added
    case shared
    case assigned
    case assignedAndTold = "assigned-and-told"
    case assignedUntold = "assigned-untold"
    case madePrimary = "made-primary"
    case held
    case lifted
    case wasHeld = "was-held"
    case notHeld = "not-held"
    case removed
    case replaced
    case closed
    case reopened
    case submitted
    case wasSubmitted = "was-submitted"
    case unresolved
    case published
    case returned
    case wasReturned = "was-returned"
    case archived
    case merged
    case personArchived = "person-archived"
    case groupArchived = "group-archived"
    case restored
    case personRestored = "person-restored"
    case validated
    case wasValidated = "was-validated"
    case changedMeanwhile = "changed-meanwhile"
    case empty
    case noChange = "no-change"
    case password
    case sessionEnded = "session-ended"
    case tokenRevoked = "token-revoked"
    case sessionsEnded = "sessions-ended"
    case invited
    case invitationWithdrawn = "invitation-withdrawn"
    case accepted
    case portalInvited = "portal-invited"
    case portalActivated = "portal-activated"
    case portalOff = "portal-off"
    case passwordReset = "password-reset"
    case unlocked
    case lockLifted = "lock-lifted"
    case addressAwaited = "address-awaited"
    case addressMailed = "address-mailed"
    case addressWithdrawn = "address-withdrawn"
    case addressDeclined = "address-declined"
    case addressConfirmed = "address-confirmed"
    case addressChanged = "address-changed"
    case addressAdded = "address-added"
    case addressRemoved = "address-removed"
    case codeOver = "code-over"
    case signInOver = "sign-in-over"
    case factorOff = "factor-off"
    case factorTaken = "factor-taken"
    case providerUnlinked = "provider-unlinked"
    case accountClosed = "account-closed"
    case accountReopened = "account-reopened"
    case allRead = "all-read"
    case signedOut = "signed-out"
    case signedOutThere = "signed-out-there"
    case ready
    case sent
    case waiting
    case undone
    case undonePartly = "undone-partly"
    case tooLate = "too-late"
    case resent
    case notResent = "not-resent"
    case extended
    case revoked
    case linkRevoked = "link-revoked"
    case reissued
    case allowed
    case renewed
    case notRenewed = "not-renewed"
    case delegateLetIn = "delegate-let-in"
    case delegateDeclined = "delegate-declined"
    case delegateAsked = "delegate-asked"
    case rolesAsShipped = "roles-as-shipped"

    /// The notice for the top of the page; nil for any other word.
    static func flash(_ facts: RequestFacts) -> Flash? { facts.query("told").flatMap(Told.init)?.flash }

    /// The same page with this to tell.
    func at(_ path: String) -> String { "\(path)\(path.contains("?") ? "&" : "?")told=\(rawValue)" }

    private var flash: Flash {
        switch self {
        case .saved: Flash("Saved.")
        case .testMailed: Flash("A test mail is on its way to you.")
        case .backAsShipped: Flash("The words are as shipped again. Those of before stay in the history.")
        case .added: Flash("Added.")
        case .shared: Flash("Saved. Somebody else has one of these addresses too.", tone: .warn)
        case .assigned: Flash("Assigned to the case.")
        case .assignedAndTold: Flash("Assigned to the case. A mail tells them.")
        case .assignedUntold:
            Flash("Assigned to the case. No mail went out: only staff with an open account are told.", tone: .warn)
        case .madePrimary: Flash("This person is now the primary of their role.")
        case .held: Flash("The hold is on. Nothing of the case is erased until it is lifted.")
        case .lifted: Flash("The hold is lifted.")
        case .wasHeld: Flash("A hold was on it already. Its reason stands.", tone: .info)
        case .notHeld: Flash("No hold is on it.", tone: .info)
        case .replaced: Flash("Replaced. The links serve the new version from now on.")
        case .removed: Flash("Removed.")
        case .merged: Flash("Merged. Everything of both records is here now.")
        case .personArchived: Flash("Archived. This person is offered nowhere any more; what was sent to them stays.")
        case .groupArchived: Flash("Archived. It can no longer be chosen.")
        case .closed:
            Flash("The case is closed. Only how long it is kept can be changed; links work until they expire.")
        case .reopened: Flash("The case is open again.")
        case .submitted: Flash("Submitted. It waits for somebody who may validate it.")
        case .wasSubmitted: Flash("It was submitted before, and waits for validation.", tone: .info)
        case .unresolved: Flash("A variable in it stands for nothing. Write the words instead first.", tone: .warn)
        case .published: Flash("Validated: its access group needs nobody to look at it. The update is permanent.")
        case .returned: Flash("Returned to its author, who sees your reason.")
        case .wasReturned: Flash("Somebody else returned it before you. It waits for its author.", tone: .info)
        case .archived:
            Flash("Archived. It is offered for new updates no more. Updates that began with it stay as they are.")
        case .restored: Flash("Offered again.")
        case .personRestored: Flash("No longer archived.")
        case .validated: Flash("Validated. The update is permanent and can be sent.")
        case .wasValidated: Flash("Somebody else validated it before you.", tone: .info)
        case .changedMeanwhile: Flash("The text or the files changed meanwhile. Read it again first.", tone: .warn)
        case .empty: Flash("Write a text or add a file first.", tone: .warn)
        case .noChange: Flash("Nothing can be changed here any more.", tone: .info)
        case .password: Flash("Your password was changed. Every other session has ended.")
        case .sessionEnded: Flash("That session has ended.")
        case .tokenRevoked: Flash("The token is revoked. Whoever shows it is refused.")
        case .sessionsEnded: Flash("All sessions of this person have ended.")
        case .invited: Flash("The invitation is on its way. It works for seven days, and earlier ones no longer.")
        case .invitationWithdrawn: Flash("The invitation is withdrawn. Its link opens nothing from now on.")
        case .portalInvited: Flash("The invitation is on its way. It works for seven days, and earlier ones no longer.")
        case .portalActivated: Flash("Your access is active. Sign in with a code that we e-mail you.")
        case .portalOff: Flash("Portal access is off. Every session has ended, and invitations open nothing.")
        case .accepted: Flash("Your account is ready. Sign in with your password.")
        case .passwordReset: Flash("Your password is changed, and every session has ended. Sign in with the new one.")
        case .unlocked: Flash("The pause is over. You can sign in.")
        case .lockLifted: Flash("The lock is lifted. This person can sign in again at once.")
        case .addressAwaited:
            Flash("Saved. The new address is e-mailed now, and counts once it is confirmed there.", tone: .info)
        case .addressMailed: Flash("The new address is e-mailed again. Earlier links no longer work.")
        case .addressWithdrawn: Flash("Taken back. The account keeps the address it has.")
        case .addressDeclined: Flash("Declined. You sign in with the address you have.")
        case .addressConfirmed: Flash("The address is confirmed, and every session has ended. Sign in with it.")
        case .addressChanged:
            Flash("Your address is changed: you sign in with the new one. Your other sessions have ended.")
        case .addressAdded: Flash("The address is yours as well.")
        case .addressRemoved: Flash("The address is removed. Nothing opens with it any more.")
        case .codeOver: Flash("That code is over. Ask for another one.", tone: .warn)
        case .signInOver: Flash("That took too long. Sign in again.", tone: .info)
        case .factorOff: Flash("The app is off. Your password alone signs in from now on.")
        case .factorTaken: Flash("The app is off this account, and its sessions have ended.")
        case .providerUnlinked: Flash("The link to the sign-in service is gone, and the sessions have ended.")
        case .accountClosed: Flash("The account is closed. Its sessions and tokens have ended; drafts stay.")
        case .accountReopened: Flash("The account is open again. Its tokens stay revoked.")
        case .allRead: Flash("All of it is marked as read.")
        case .signedOut: Flash("You are signed out.")
        case .signedOutThere: Flash("You are signed out here and at the sign-in service.")
        case .ready: Flash("The administrator can sign in now.")
        case .sent: Flash("The update is on its way.")
        case .waiting: Flash("The update is ready to leave.")
        case .undone: Flash("Taken back. No mail of it has left, and none will.")
        case .undonePartly:
            Flash("Taken back, but it had reached some of them already. Their links open nothing.", tone: .warn)
        case .tooLate: Flash("The mails have left. Revoke the links instead.", tone: .warn)
        case .resent: Flash("The notice is on its way again.")
        case .notResent:
            Flash(
                "Nothing was sent again: a mail still waits to leave, or the links or the address are stopped.",
                tone: .info)
        case .extended: Flash("The links work longer now.")
        case .revoked: Flash("Revoked. Those links open nothing from now on.")
        case .linkRevoked: Flash("Revoked. The link opens nothing from now on.")
        case .reissued: Flash("Codes can be asked for again.")
        case .allowed: Flash("Mail of this case goes to the address again.")
        case .renewed: Flash("A new link is on its way.")
        case .notRenewed: Flash("No new link was sent.", tone: .info)
        case .delegateLetIn: Flash("Let in. Their links are on their way, and the recipient is told.")
        case .delegateAsked: Flash("The sender has been asked. We e-mail you the answer.")
        case .rolesAsShipped: Flash("All roles are as shipped again. What stood before is in the history.")
        case .delegateDeclined: Flash("Declined. The recipient is told.", tone: .info)
        }
    }
}
