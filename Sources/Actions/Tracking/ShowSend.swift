import Cryptography
package import Domain
import Records
import SQL

/// The delivery matrix of a send: every recipient with every file, computed from the events.
package struct TrackedSend: Sendable {
    package let send: Send
    package let update: CaseUpdate
    package let caseFile: CaseFile
    package let sender: Person?
    /// Everybody who appears in the histories.
    package let people: [ID<Person>: Person]
    package let attachments: [Attachment]
    /// Those who have not downloaded everything come first.
    package let deliveries: [TrackedDelivery]
    /// The distribution groups that recipients were chosen by, as they were called then.
    package let groups: [String]
    /// Members of the groups who were left out.
    package let skipped: [SkippedRecipient]
    /// Links that too many wrong codes suspended for their recipient.
    package let suspended: Set<ID<FileLink>>
    /// Deliveries to addresses that said "not for me" on this case.
    package let stopped: Set<ID<Delivery>>
    /// When its mails leave, while they wait; until then it can be taken back.
    package let leavesAt: Moment?
    /// Whom recipients asked to be let in, in that order.
    package let delegations: [Delegation]
}

/// One recipient's row in the matrix.
package struct TrackedDelivery: Sendable {
    package let delivery: Delivery
    package let recipient: Person?
    /// Whether several people read what is mailed to the address: somebody who opens something is not known to be this recipient.
    package let isShared: Bool
    package let status: DeliveryStatus
    package let files: [TrackedFile]
    package let links: [FileLink]
    package let events: [DeliveryEvent]
    /// What its mail was to hold.
    package let mail: MailContent

    /// An update without files is done when it was viewed; one whose files were attached when it was handed over, as nothing more is
    /// ever known of it.
    package var isDone: Bool {
        if attachesFiles { return [.sent, .delivered, .viewed, .inApp].contains(status) }
        return files.isEmpty ? status == .viewed : files.allSatisfy { $0.state == .completed }
    }

    /// Whether its files are in the mail and not behind links: sent again after the policy changed, it may be a notice.
    package var attachesFiles: Bool {
        guard mail == .files, !files.isEmpty else { return false }
        let last = events.last { ($0.kind == .queued || $0.kind == .resent) && !$0.isInAppOnly }
        return last.map { MailPlan.attaches($0) } ?? true
    }

    /// The latest event of this kind, for "Sent 14:02".
    package func last(_ kind: EventKind) -> DeliveryEvent? { events.last { $0.kind == kind && $0.mail != .code } }
}

/// One file of one recipient.
package struct TrackedFile: Sendable {
    package let attachment: Attachment
    /// Of the version that links serve.
    package let state: FileState
    /// When the state came about.
    package let at: Moment?
    /// The last time that an earlier version was downloaded whole, and which.
    package let earlier: DeliveryEvent?
}

extension Installation {
    /// The tracker of a send; none for what this viewer may not see. Reads only.
    package func showSend(_ id: ID<Send>, to viewer: Viewer) async throws -> TrackedSend? {
        let now = world.now()
        return try await database.read { transaction in
            guard let send = try Sends(transaction).find(id), try self.sees(viewer, send, in: transaction),
                let update = try CaseUpdates(transaction).find(send.update),
                let caseFile = try Cases(transaction).find(update.caseFile)
            else { return nil }
            shownPages.note(.send(id), to: viewer, now: now)
            let attachments = try Attachments(transaction).all(of: update.id)
            let deliveries = try Deliveries(transaction).all(of: id)
            let events = try Events(transaction).all(of: id)
            let actors = events.values.joined().compactMap { event in
                if case .person(let person, _) = event.actor { person } else { nil }
            }
            let skipped = try SendGroups(transaction).skipped(of: id)
            let delegations = try Delegations(transaction).all(of: id)
            let people = try People(transaction).find(
                Array(
                    Set(
                        deliveries.map(\.recipient) + delegations.flatMap(\.parties) + actors + skipped.map(\.person)
                            + [send.sender])))
            let links = Dictionary(grouping: try FileLinks(transaction).all(of: id), by: \.delivery)
            let shared = try SharedAddresses(transaction).among(deliveries.map(\.address))
            let rows = deliveries.map { delivery in
                Self.track(
                    delivery, recipient: people[delivery.recipient], isShared: shared.contains(delivery.address),
                    attachments: attachments,
                    links: links[delivery.id] ?? [], events: events[delivery.id] ?? [],
                    mail: send.options(of: delivery).mail)
            }
            let stopped = try StoppedAddresses(transaction).all(of: caseFile.id)
            let (waiting, done) = (rows.filter { !$0.isDone }, rows.filter(\.isDone))
            return TrackedSend(
                send: send, update: update, caseFile: caseFile, sender: people[send.sender], people: people,
                attachments: attachments, deliveries: waiting + done,
                groups: try SendGroups(transaction).names(of: id), skipped: skipped,
                suspended: try CodeFailures(transaction).suspended(in: id),
                stopped: Set(deliveries.filter { stopped.contains($0.address.canonical) }.map(\.id)),
                leavesAt: send.revokedAt == nil ? try Outbox(transaction).leave(of: id, now: now) : nil,
                delegations: delegations)
        }
    }

    static func track(
        _ delivery: Delivery, recipient: Person?, isShared: Bool = false, attachments: [Attachment], links: [FileLink],
        events: [DeliveryEvent], mail: MailContent
    ) -> TrackedDelivery {
        let files = attachments.map { attachment in
            let ids = Set(links.filter { $0.attachment == attachment.id }.map(\.id))
            let ofFile = events.filter { $0.link.map(ids.contains) ?? false }
            let own = ofFile.filter { $0.actor == .linkHolder || $0.isBy(delivery.recipient) }
            let current = own.filter { ($0.fileVersion ?? 1) == attachment.version }
            let state = FileState(events: current, recipient: delivery.recipient)
            let raising = current.filter { $0.kind == state.kind }
            return TrackedFile(
                attachment: attachment, state: state, at: (state == .completed ? raising.first : raising.last)?.at,
                earlier: own.last {
                    $0.kind == .downloadCompleted && ($0.fileVersion ?? 1) < attachment.version
                })
        }
        return TrackedDelivery(
            delivery: delivery, recipient: recipient, isShared: isShared,
            status: DeliveryStatus(events: events, recipient: delivery.recipient), files: files, links: links,
            events: events, mail: mail)
    }
}

extension FileState {
    /// The event that brings a file into this state.
    fileprivate var kind: EventKind? {
        switch self {
        case .none: nil
        case .started: .downloadStarted
        case .completed: .downloadCompleted
        case .aborted: .downloadAborted
        }
    }
}
