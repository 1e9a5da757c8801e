import Actions
import Domain

extension SendPage {
    init(_ tracked: TrackedSend, for viewer: Viewer, now: Moment, frame: WorkingFrame) {
        let path = "/sends/\(tracked.send.id)"
        let isLive = tracked.send.revokedAt == nil && viewer.rights.mayChange
        let until = tracked.deliveries.flatMap(\.links).map(\.availableUntil).max() ?? tracked.send.createdAt
        self.init(
            frame: frame, caseFile: CaseHead(tracked.caseFile, for: viewer, at: nil),
            updateTitle: tracked.update.title, update: "/updates/\(tracked.update.id)",
            sentAt: When(tracked.send.createdAt), sentBy: tracked.sender?.name ?? "somebody",
            availableUntil: When(until),
            protection: .protection(verified: tracked.send.options.identityVerification),
            summary: Self.summary(tracked), failure: Self.failure(tracked),
            files: tracked.attachments.map(\.name.text),
            groups: Self.groups(tracked) { MatrixRow($0, isLive: isLive) },
            revoke: isLive ? PostButton("Revoke all links", action: path + "/revocation", isDangerous: true) : nil,
            refresh: path, events: path + "/events", shownAt: When(now))
    }

    private static func summary(_ tracked: TrackedSend) -> String {
        if tracked.send.revokedAt != nil { return "Revoked: no link of this send opens any more." }
        let (all, waiting) = (tracked.deliveries.count, tracked.deliveries.count { !$0.isDone })
        let done = tracked.attachments.isEmpty ? "viewed it" : "downloaded everything"
        guard waiting > 0 else { return all == 1 ? "The recipient has \(done)" : "All \(all) have \(done)" }
        return "\(waiting) of \(all) \(waiting == 1 ? "has" : "have") not \(done)"
    }

    private static func failure(_ tracked: TrackedSend) -> String? {
        let names = tracked.deliveries.filter { $0.status == .failed }.map { $0.recipient?.name ?? "Somebody" }
        guard let first = names.first else { return nil }
        return names.count == 1
            ? "The mail to \(first) could not be delivered." : "\(names.count) mails could not be delivered."
    }

    /// Who has not comes first (principle 7 of the interface).
    private static func groups(
        _ tracked: TrackedSend, row: (TrackedDelivery) -> MatrixRow
    ) -> [MatrixGroup] {
        let word = tracked.attachments.isEmpty ? "viewed" : "downloaded"
        let waiting = tracked.deliveries.filter { !$0.isDone }
        let done = tracked.deliveries.filter(\.isDone)
        return [("Not \(word) yet", waiting), (word.prefix(1).uppercased() + word.dropFirst(), done)].compactMap {
            $1.isEmpty ? nil : MatrixGroup(title: "\($0) (\($1.count))", rows: $1.map(row))
        }
    }
}

extension SendPage.MatrixRow {
    init(_ tracked: TrackedDelivery, isLive: Bool) {
        let path = "/deliveries/\(tracked.delivery.id)"
        let mayAct = isLive && tracked.delivery.revokedAt == nil
        let actions = [
            PostButton("Resend the notice", action: path + "/resends?to=send"),
            PostButton("Extend the links", action: path + "/extensions?to=send"),
            PostButton("Revoke", action: path + "/revocation?to=send", isDangerous: true),
        ]
        self.init(
            id: tracked.delivery.id.text, name: tracked.recipient?.name ?? "Somebody",
            address: tracked.delivery.address.spelling, path: path,
            cells: [.mail(tracked), .viewed(tracked)] + tracked.files.map { SendPage.MatrixCell($0, of: tracked) },
            actions: mayAct ? actions : [])
    }
}
