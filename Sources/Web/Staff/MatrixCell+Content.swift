import Actions
import Domain

extension SendPage.MatrixCell {
    /// What became of the mail, whatever the recipient did afterwards.
    static func mail(_ tracked: TrackedDelivery) -> SendPage.MatrixCell {
        if let revoked = tracked.delivery.revokedAt {
            return SendPage.MatrixCell(
                column: "Sent", status: StatusTag("Revoked", .bad, .cross), when: When(revoked), note: nil)
        }
        let events = tracked.events.filter { $0.kind != .viewed }
        let status = DeliveryStatus(events: events, recipient: tracked.delivery.recipient)
        let event = status.event.flatMap { tracked.last($0) }
        return SendPage.MatrixCell(
            column: "Sent", status: StatusTag(status), when: event.map { When($0.at) },
            note: status == .failed ? event?.detail : nil)
    }

    static func viewed(_ tracked: TrackedDelivery) -> SendPage.MatrixCell {
        let event = tracked.events.first { $0.kind == .viewed && $0.isBy(tracked.delivery.recipient) }
        return SendPage.MatrixCell(
            column: "Viewed", status: event == nil ? .notYet : StatusTag(.viewed), when: event.map { When($0.at) },
            note: nil)
    }

    init(_ file: TrackedFile, of tracked: TrackedDelivery) {
        self.init(
            column: file.attachment.name.text, status: StatusTag(file.state), when: file.at.map { When($0) },
            note: Self.isByHolder(file, in: tracked) ? "by a holder of the link" : nil)
    }

    private static func isByHolder(_ file: TrackedFile, in tracked: TrackedDelivery) -> Bool {
        tracked.events.contains { $0.actor == .linkHolder && $0.at == file.at && file.state != .none }
    }
}

extension DeliveryStatus {
    /// The event that says since when.
    fileprivate var event: EventKind? { EventKind(rawValue: rawValue) }
}

extension StatusTag {
    static let notYet = StatusTag("Not yet", .idle, .clock)

    init(_ status: DeliveryStatus) {
        switch status {
        case .queued: self.init("Queued", .idle, .clock)
        case .sent: self.init("Sent", .info, .mail)
        case .delayed: self.init("Delayed", .warn, .clock)
        case .failed: self.init("Failed", .bad, .cross)
        case .delivered: self.init("Delivered", .ok, .mail)
        case .viewed: self.init("Viewed", .info, .eye)
        }
    }

    init(_ state: FileState) {
        switch state {
        case .none: self = .notYet
        case .started: self.init("Download started", .warn, .download)
        case .aborted: self.init("Download broken off", .warn, .download)
        case .completed: self.init("Downloaded", .ok, .download)
        }
    }
}
