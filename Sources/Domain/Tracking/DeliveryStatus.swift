/// How far a delivery has come, computed from its events.
package enum DeliveryStatus: String, CaseIterable, Sendable {
    case queued
    case sent
    case delayed
    case failed
    case delivered
    case viewed

    /// `events` in order of time. Only the person the link was issued to, verified or signed in, raises it to viewed;
    /// viewed is never taken back (EN-11). Before that the latest notice decides: a failure that is reported after
    /// acceptance or delivery shows (N-34), a delay does not hide that a server took the mail.
    package init(events: [DeliveryEvent], recipient: ID<Person>) {
        if events.contains(where: { $0.kind == .viewed && $0.isBy(recipient) }) {
            self = .viewed
            return
        }
        let lastDispatch = events.lastIndex { $0.kind == .queued || $0.kind == .resent } ?? events.startIndex
        var status = DeliveryStatus.queued
        for event in events[lastDispatch...] where event.mail != .code {
            status = status.after(event.kind)
        }
        self = status
    }

    private func after(_ kind: EventKind) -> DeliveryStatus {
        switch kind {
        case .sent: self == .delivered ? self : .sent
        case .delivered: .delivered
        case .failed: .failed
        case .delayed: self == .delivered ? self : .delayed
        default: self
        }
    }
}
