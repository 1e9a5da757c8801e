/// How far one file of one delivery has been fetched, computed from its events.
package enum FileState: String, CaseIterable, Sendable {
    case none
    case started
    case completed
    case aborted

    /// `events` of the file's links, in order of time. Completed is final, else the latest counts (decision 19).
    /// A machine never raises it.
    package init(events: [DeliveryEvent]) {
        var state = FileState.none
        for event in events where event.actor != .machine && state != .completed {
            switch event.kind {
            case .downloadStarted: state = .started
            case .downloadCompleted: state = .completed
            case .downloadAborted: state = .aborted
            default: break
            }
        }
        self = state
    }
}
