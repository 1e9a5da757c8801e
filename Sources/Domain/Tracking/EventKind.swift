/// What can happen to a delivery. The words are fixed: stored, shown and reported as they stand.
package enum EventKind: String, CaseIterable, Sendable {
    case queued
    case sent
    case delivered
    case delayed
    case failed
    case resent
    case linkVisited = "link visited"
    case codeSent = "code sent"
    case codeWrong = "code wrong"
    case mailboxVerified = "mailbox verified"
    case viewed
    case downloadStarted = "download started"
    case downloadCompleted = "download completed"
    case downloadAborted = "download aborted"
    case linkRevoked = "link revoked"
    case linkExtended = "link extended"
    case renewalRequested = "renewal requested"
    case misdeliveryReported = "misdelivery reported"
}
