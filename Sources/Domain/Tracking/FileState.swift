/// How far one file of one delivery has been fetched, computed from its events.
package enum FileState: String, CaseIterable, Sendable {
    case none
    case started
    case completed
    case aborted

    /// `events` of the file's links, in order of time. Completed is final, else the latest counts. Only the person the
    /// links were issued to, or whoever held an open link, raises it: not a machine, not another recipient, not staff.
    package init(events: [DeliveryEvent], recipient: ID<Person>) {
        var state = FileState.none
        for event in events where state != .completed && (event.actor == .linkHolder || event.isBy(recipient)) {
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
