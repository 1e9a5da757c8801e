/// What just happened, as the address of the next page carries it: a word of this list and nothing else.
enum Told: String, CaseIterable {
    case saved
    case added
    case shared
    case assigned
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
    case groupArchived = "group-archived"
    case restored
    case validated
    case wasValidated = "was-validated"
    case changedMeanwhile = "changed-meanwhile"
    case empty
    case noChange = "no-change"
    case password
    case sessionEnded = "session-ended"
    case tokenRevoked = "token-revoked"
    case signedOut = "signed-out"
    case ready
    case sent
    case resent
    case extended
    case revoked
    case linkRevoked = "link-revoked"
    case reissued
    case allowed
    case renewed
    case notRenewed = "not-renewed"

    /// The notice for the top of the page; nil for any other word.
    static func flash(_ facts: RequestFacts) -> Flash? { facts.query("told").flatMap(Told.init)?.flash }

    /// The same page with this to tell.
    func at(_ path: String) -> String { "\(path)\(path.contains("?") ? "&" : "?")told=\(rawValue)" }

    private var flash: Flash {
        switch self {
        case .saved: Flash("Saved.")
        case .added: Flash("Added.")
        case .shared: Flash("Saved. Somebody else has one of these addresses too.", tone: .warn)
        case .assigned: Flash("Assigned to the case.")
        case .replaced: Flash("Replaced. The links serve the new version from now on.")
        case .removed: Flash("Removed.")
        case .groupArchived: Flash("Archived. It can no longer be chosen.")
        case .closed: Flash("The case is closed. Nothing in it can be changed; links work until they expire.")
        case .reopened: Flash("The case is open again.")
        case .submitted: Flash("Submitted. It waits for somebody who may validate it.")
        case .wasSubmitted: Flash("It was submitted before, and waits for validation.", tone: .info)
        case .unresolved: Flash("A variable in it stands for nothing. Write the words instead first.", tone: .warn)
        case .published: Flash("Validated: its access group needs nobody to look at it. The update is permanent.")
        case .returned: Flash("Returned to its author, who sees your reason.")
        case .wasReturned: Flash("Somebody else returned it before you. It waits for its author.", tone: .info)
        case .archived: Flash("Archived. It is offered for new updates no more; those that have it keep it.")
        case .restored: Flash("It is offered again.")
        case .validated: Flash("Validated. The update is permanent and can be sent.")
        case .wasValidated: Flash("Somebody else validated it before you.", tone: .info)
        case .changedMeanwhile: Flash("The text or the files changed meanwhile. Read it again first.", tone: .warn)
        case .empty: Flash("Write a text or add a file first.", tone: .warn)
        case .noChange: Flash("Nothing can be changed here any more.", tone: .info)
        case .password: Flash("Your password was changed. Every other session has ended.")
        case .sessionEnded: Flash("That session has ended.")
        case .tokenRevoked: Flash("The token is revoked. Whoever shows it is refused.")
        case .signedOut: Flash("You are signed out.")
        case .ready: Flash("The administrator can sign in now.")
        case .sent: Flash("The update is on its way.")
        case .resent: Flash("The notice is on its way again.")
        case .extended: Flash("The links work longer now.")
        case .revoked: Flash("Revoked. Those links open nothing from now on.")
        case .linkRevoked: Flash("Revoked. The link opens nothing from now on.")
        case .reissued: Flash("Codes can be asked for again.")
        case .allowed: Flash("Mail of this case goes to the address again.")
        case .renewed: Flash("A new link is on its way.")
        case .notRenewed: Flash("No new link was sent.", tone: .info)
        }
    }
}
