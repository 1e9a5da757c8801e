/// How far a delivery has come, computed from its events.
package enum DeliveryStatus: String, CaseIterable, Sendable {
    case queued
    /// The recipient finds it among their notifications, and wants no mail of it.
    case inApp = "in the application"
    case sent
    case delayed
    case failed
    case delivered
    case viewed

    /// `events` in order of time. Only the person the link was issued to, verified or signed in, raises it to viewed;
    /// viewed is never taken back (EN-11). Before that the latest notice decides, from when it was queued or sent again.
    /// What is reported about it may come late and out of order: a failure shows even if a server took the mail before
    /// or is said to have taken it afterwards (N-34), and neither a delay nor a late acceptance hides a delivery.
    package init(events: [DeliveryEvent], recipient: ID<Person>) {
        if events.contains(where: { $0.kind == .viewed && $0.isBy(recipient) }) {
            self = .viewed
            return
        }
        var status = DeliveryStatus.queued
        for event in events where event.mail != .code { status = status.after(event) }
        self = status
    }

    /// Whether a mail server was asked to take a notice, or the recipient found it in the application: before that nobody has
    /// anything of it.
    package static func hasLeft(_ events: [DeliveryEvent]) -> Bool {
        events.contains { event in
            event.isInAppOnly || event.kind == .viewed
                || event.mail != .code && [.sent, .delayed, .failed, .delivered].contains(event.kind)
        }
    }

    private func after(_ event: DeliveryEvent) -> DeliveryStatus {
        switch (self, event.kind) {
        case (_, .queued), (_, .resent): event.isInAppOnly ? .inApp : .queued
        case (_, .failed): .failed
        case (.failed, _): .failed
        case (_, .delivered): .delivered
        case (.delivered, _): .delivered
        case (_, .sent): .sent
        case (_, .delayed): .delayed
        default: self
        }
    }
}
