import Actions
import Domain

extension SendPage.MatrixCell {
    /// What became of the mail, whatever the recipient did afterwards.
    static func mail(_ tracked: TrackedDelivery, in send: TrackedSend) -> SendPage.MatrixCell {
        if let ended = tracked.delivery.revokedAt ?? send.send.revokedAt {
            return SendPage.MatrixCell(
                column: "Sent", status: send.isUnsent(tracked) ? .notSent : .revoked, when: When(ended), note: nil)
        }
        let events = tracked.events.filter { $0.kind != .viewed }
        let status = DeliveryStatus(events: events, recipient: tracked.delivery.recipient)
        let event =
            status == .inApp
            ? tracked.events.last(where: \.isInAppOnly) : status.event.flatMap { tracked.last($0) }
        return SendPage.MatrixCell(
            column: "Sent", status: StatusTag(status), when: event.map { When($0.at) },
            note: send.stopped.contains(tracked.delivery.id)
                ? "mail stopped: said not to be for them" : status == .failed ? event?.detail : nil)
    }

    /// Of an update without files this is also where its link is seen to be suspended.
    static func viewed(_ tracked: TrackedDelivery, in send: TrackedSend) -> SendPage.MatrixCell {
        let event = tracked.events.first { $0.kind == .viewed && $0.isBy(tracked.delivery.recipient) }
        if event == nil, isSuspended(nil, of: tracked, in: send) { return suspended("Viewed") }
        return SendPage.MatrixCell(
            column: "Viewed", status: event == nil ? .notYet : StatusTag(.viewed), when: event.map { When($0.at) },
            note: nil)
    }

    init(_ file: TrackedFile, of tracked: TrackedDelivery, in send: TrackedSend) {
        if file.state != .completed, Self.isSuspended(file.attachment.id, of: tracked, in: send) {
            self = Self.suspended(file.attachment.name.text)
            return
        }
        if tracked.attachesFiles, file.state == .none {
            self = Self.attached(file.attachment, of: tracked, in: send)
            return
        }
        self.init(
            column: file.attachment.name.text, status: StatusTag(file.state), when: file.at.map { When($0) },
            note: Self.note(on: file, in: tracked))
    }

    /// Which version, where there are several, and by whom, where that is not the recipient.
    private static func note(on file: TrackedFile, in tracked: TrackedDelivery) -> String? {
        var notes: [String] = []
        if file.attachment.version > 1, file.state != .none { notes.append("version \(file.attachment.version)") }
        if isByHolder(file, in: tracked) { notes.append("by a holder of the link") }
        if let earlier = file.earlier {
            notes.append("version \(earlier.fileVersion ?? 1) downloaded \(When(earlier.at).short)")
        }
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    /// Of a file that is in the mail nothing is known but what became of the mail.
    private static func attached(
        _ file: Attachment, of tracked: TrackedDelivery, in send: TrackedSend
    ) -> SendPage.MatrixCell {
        let notice = tracked.events.last { ($0.kind == .queued || $0.kind == .resent) && !$0.isInAppOnly }
        let isOlder = file.version > 1 && notice.map { $0.at < file.createdAt } ?? false
        return SendPage.MatrixCell(
            column: file.name.text, status: send.isUnsent(tracked) ? .notSent : .attached(tracked.status),
            when: nil, note: isOlder ? "an earlier version; replaced since" : nil)
    }

    private static func suspended(_ column: String) -> SendPage.MatrixCell {
        SendPage.MatrixCell(column: column, status: .suspended, when: nil, note: "too many wrong codes")
    }

    private static func isSuspended(
        _ file: ID<Attachment>?, of tracked: TrackedDelivery, in send: TrackedSend
    ) -> Bool {
        !send.isRevoked(tracked)
            && tracked.links.contains {
                $0.attachment == file && $0.revokedAt == nil && send.suspended.contains($0.id)
            }
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
    static let inAppOnly = StatusTag("In the application only", .idle, .person)
    static let notSent = StatusTag("Not sent", .warn, .cross)
    static let revoked = StatusTag("Revoked", .bad, .cross)
    static let suspended = StatusTag("Suspended", .warn, .warning)

    static func attached(_ status: DeliveryStatus) -> StatusTag {
        switch status {
        case .queued, .delayed: StatusTag("To be attached", .idle, .clock)
        case .failed: .notSent
        case .inApp: .inAppOnly
        case .sent, .delivered, .viewed: StatusTag("Attached to the mail", .info, .mail)
        }
    }

    /// How far one recipient's part of a send has come, as one word.
    static func delivery(_ tracked: TrackedDelivery, of send: Send) -> StatusTag {
        if tracked.delivery.undoneAt != nil { return .notSent }
        if tracked.delivery.revokedAt != nil || send.revokedAt != nil { return .revoked }
        if !tracked.files.isEmpty, !tracked.attachesFiles, tracked.isDone { return StatusTag(FileState.completed) }
        return StatusTag(tracked.status)
    }

    init(_ status: DeliveryStatus) {
        switch status {
        case .queued: self.init("Queued", .idle, .clock)
        case .inApp: self = .inAppOnly
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
