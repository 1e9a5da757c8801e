import Actions
import Domain

extension SendPage {
    init(_ tracked: TrackedSend, for viewer: Viewer, now: Moment, frame: WorkingFrame) {
        let path = "/sends/\(tracked.send.id)"
        let isLive = tracked.send.revokedAt == nil && viewer.rights.maySendUpdates
        let mayUndo = isLive && tracked.leavesAt != nil
        let until = tracked.deliveries.flatMap(\.links).map(\.availableUntil).max() ?? tracked.send.createdAt
        self.init(
            frame: frame, caseFile: CaseHead(tracked.caseFile, for: viewer, at: nil),
            updateTitle: tracked.update.title, update: "/updates/\(tracked.update.id)",
            sentAt: When(tracked.send.createdAt), sentBy: tracked.sender?.name ?? "somebody",
            takenBackAt: tracked.isUndone ? tracked.send.revokedAt.map { When($0) } : nil,
            availableUntil: tracked.isUndone ? nil : When(until),
            protection: .protection(verified: tracked.send.options.identityVerification),
            mail: tracked.send.options.mail.isFull ? tracked.send.options.mail.tag : nil,
            attached: Self.attached(tracked), summary: Self.summary(tracked), failure: Self.failure(tracked),
            groupNames: tracked.groups.isEmpty ? nil : tracked.groups.joined(separator: ", "),
            skipped: tracked.skipped.map { skipped in
                let name = tracked.people[skipped.person]?.name ?? "Somebody"
                return RefusedRecipient(person: skipped.person, name: name, reason: skipped.reason).pastWords
            },
            requests: tracked.delegations.filter { $0.state == .waiting }.map { Request($0, in: tracked) },
            files: tracked.attachments.map(\.name.text),
            groups: Self.groups(tracked) { MatrixRow($0, in: tracked, mayAct: isLive && !mayUndo) },
            undo: isLive ? tracked.leavesAt.map { SendPage.Undo(until: When($0), button: .undo(path)) } : nil,
            sendAgain: tracked.isUndone && viewer.rights.maySendUpdates && tracked.caseFile.status == .open
                ? "/updates/\(tracked.update.id)/sends/new?from=\(tracked.send.id)" : nil,
            revoke: isLive && !mayUndo
                ? PostButton("Revoke all links", action: path + "/revocation", isDangerous: true) : nil,
            refresh: path, events: path + "/events", shownAt: When(now))
    }

    private static func summary(_ tracked: TrackedSend) -> String {
        let open = tracked.recipients.filter { $0.delivery.revokedAt == nil }
        if tracked.isUndone {
            let had = tracked.deliveries.count { !tracked.isUnsent($0) }
            return had == 0
                ? "Taken back before a mail left: nobody has anything of it."
                : "Taken back, but \(had) had it already: no link of this send opens any more."
        }
        if tracked.send.revokedAt != nil || open.isEmpty { return "Revoked: no link of this send opens any more." }
        let (all, waiting) = (open.count, open.count { !$0.isDone })
        if tracked.attachesFiles {
            guard waiting > 0 else {
                return "Handed over to \(all == 1 ? "the recipient" : "all \(all)"), with the files attached"
            }
            return "\(waiting) of \(all) \(waiting == 1 ? "is" : "are") not handed over yet"
        }
        let done = tracked.attachments.isEmpty ? "viewed it" : "downloaded everything"
        if all == 1 {
            let who =
                open[0].isShared ? "Of those who read the address, \(waiting == 0 ? "somebody" : "nobody") has" : nil
            return "\(who ?? "The recipient has \(waiting == 0 ? "" : "not")")".trimmed + " \(done)"
        }
        guard waiting > 0 else { return "All \(all) have \(done)" }
        return "\(waiting) of \(all) \(waiting == 1 ? "has" : "have") not \(done)"
    }

    private static func failure(_ tracked: TrackedSend) -> String? {
        let names = tracked.deliveries.filter { $0.status == .failed }.map { $0.recipient?.name ?? "Somebody" }
        guard let first = names.first else { return nil }
        return names.count == 1
            ? "The mail to \(first) could not be delivered." : "\(names.count) mails could not be delivered."
    }

    /// What is not known of files in mails, and that they are out of hand.
    private static func attached(_ tracked: TrackedSend) -> String? {
        guard tracked.attachesFiles else { return nil }
        return
            "The files are attached to the mails: whether they are opened or passed on is not known, and neither a revocation nor a newer version reaches a mail that has left."
    }

    /// Who has not comes first (principle 7 of the interface).
    private static func groups(
        _ tracked: TrackedSend, row: (TrackedDelivery) -> MatrixRow
    ) -> [MatrixGroup] {
        let word = tracked.attachments.isEmpty ? "viewed" : "downloaded"
        let open = tracked.recipients.filter { !tracked.isRevoked($0) }
        let (not, done) =
            tracked.attachesFiles
            ? ("Not handed over yet", "Handed over")
            : ("Not \(word) yet", word.prefix(1).uppercased() + word.dropFirst())
        return [
            (not, open.filter { !$0.isDone }), (done, open.filter(\.isDone)),
            ("Taken back", tracked.recipients.filter { $0.delivery.undoneAt != nil }),
            ("Revoked", tracked.recipients.filter { tracked.isRevoked($0) && $0.delivery.undoneAt == nil }),
        ].compactMap {
            $1.isEmpty
                ? nil : MatrixGroup(title: "\($0) (\($1.count))", rows: $1.flatMap(tracked.withDelegates).map(row))
        }
    }
}

extension TrackedSend {
    /// Whether its files are in the mails and not behind links.
    var attachesFiles: Bool { send.options.mail == .files && !attachments.isEmpty }

    /// Those whom the sender chose: what is said of a send is said of them.
    var recipients: [TrackedDelivery] { deliveries.filter { $0.delivery.delegateOf == nil } }

    /// A recipient, and beneath them whoever was let in at their request.
    func withDelegates(_ recipient: TrackedDelivery) -> [TrackedDelivery] {
        [recipient] + deliveries.filter { $0.delivery.delegateOf == recipient.delivery.id }
    }

    /// Whether the links of this part of it open nothing any more.
    func isRevoked(_ tracked: TrackedDelivery) -> Bool {
        send.revokedAt != nil || tracked.delivery.revokedAt != nil
    }

    /// Revoked or taken back before a mail of it left.
    func isUnsent(_ tracked: TrackedDelivery) -> Bool {
        tracked.delivery.undoneAt != nil || isRevoked(tracked) && !DeliveryStatus.hasLeft(tracked.events)
    }

    /// Taken back, from all of its recipients or from some.
    var isUndone: Bool {
        let taken = deliveries.filter { $0.delivery.undoneAt != nil }
        return !taken.isEmpty && deliveries.allSatisfy(isRevoked)
    }
}

extension PostButton {
    fileprivate static func undo(_ path: String) -> PostButton { PostButton("Undo", action: path + "/undo") }
}

extension SendPage.MatrixRow {
    init(_ tracked: TrackedDelivery, in send: TrackedSend, mayAct: Bool) {
        let path = "/deliveries/\(tracked.delivery.id)"
        let name = tracked.recipient?.name ?? "Somebody"
        let actions = [
            PostButton("Resend the notice", action: path + "/resends?to=send", about: name),
            PostButton("Extend the links", action: path + "/extensions?to=send", about: name),
            PostButton("Revoke", action: path + "/revocation?to=send", isDangerous: true, about: name),
        ]
        self.init(
            id: tracked.delivery.id.text, name: name,
            address: tracked.delivery.address.spelling,
            sharedNotice: tracked.isShared ? .sharedAddress : nil,
            broughtBy: send.delegations.first { $0.decision?.delegate == tracked.delivery.id }?.story(send.people),
            path: path,
            cells: [.mail(tracked, in: send), .viewed(tracked, in: send)]
                + tracked.files.map { SendPage.MatrixCell($0, of: tracked, in: send) },
            actions: mayAct && !send.isRevoked(tracked) ? actions : [])
    }
}

extension SendPage.Request {
    init(_ delegation: Delegation, in tracked: TrackedSend) {
        let delegate = delegation.request.delegate
        let asker = tracked.people[delegation.request.by]?.name ?? "A recipient"
        self.init(
            words: "\(asker) asks to let in \(delegate.name) (\(delegate.address.spelling)).",
            path: "/delegations/\(delegation.id)", name: delegate.name)
    }
}
