import Actions
import Domain

extension DeliveryPage {
    init(
        _ history: DeliveryHistory, for viewer: Viewer, life: LinkLifeChoices, now: Moment, frame: WorkingFrame
    ) {
        let tracked = history.tracked
        let path = "/deliveries/\(tracked.delivery.id)"
        let isRevoked = tracked.delivery.revokedAt != nil || history.send.revokedAt != nil
        let mayAct = !isRevoked && viewer.rights.maySendUpdates
        self.init(
            frame: frame, caseFile: CaseHead(history.caseFile, for: viewer, at: nil),
            updateTitle: history.update.title, send: "/sends/\(history.send.id)",
            recipient: tracked.recipient?.name ?? "Somebody", address: tracked.delivery.address.spelling,
            status: .delivery(tracked, of: history.send),
            protection: .protection(verified: history.send.options(of: tracked.delivery).identityVerification),
            sharedNotice: tracked.isShared ? .sharedAddress : nil,
            issuedTo: tracked.delivery.issuedTo == tracked.delivery.recipient
                ? nil : history.people[tracked.delivery.issuedTo]?.name,
            broughtBy: history.broughtBy.map { BroughtBy($0, in: history) },
            delegates: history.delegations.map { DelegateRow($0, history.people) },
            isStopped: history.isStopped,
            resend: mayAct ? Self.mailButton(history, path) : nil,
            timeline: TimelineEntry.all(in: history),
            links: tracked.links.map { FileLinkRow($0, in: history, mayAct: mayAct, now: now) },
            extend: mayAct && tracked.links.contains { $0.revokedAt == nil }
                ? Extend(
                    action: path + "/extensions",
                    life: ChoiceField("life", choices: life.choices(chosen: life.standard, suffix: " from now")))
                : nil)
    }

    /// Mail that its recipient stopped goes out again only after staff said so; what still waits to leave is not sent twice.
    private static func mailButton(_ history: DeliveryHistory, _ path: String) -> PostButton? {
        if history.isStopped { return PostButton("Allow mail to this address again", action: path + "/allowance") }
        return history.waits ? nil : PostButton("Resend the notice", action: path + "/resends")
    }
}

extension DeliveryPage.FileLinkRow {
    init(_ link: FileLink, in history: DeliveryHistory, mayAct: Bool, now: Moment) {
        let state = LinkState(link, delivery: history.tracked.delivery, send: history.send, now: now)
        let suspended = history.suspensions[link.id]
        self.init(
            fileName: history.fileName(of: link), availableUntil: When(link.availableUntil),
            status: Self.status(state, isSuspended: suspended != nil),
            history: Self.story(of: link, in: history, suspended: suspended),
            actions: mayAct ? Self.actions(link, in: history, isSuspended: suspended != nil) : [])
    }

    private static func status(_ state: LinkState, isSuspended: Bool) -> StatusTag {
        switch state {
        case .revoked: .revoked
        case .expired: StatusTag("Expired", .warn, .clock)
        case .live: isSuspended ? .suspended : StatusTag("Works", .ok, .check)
        }
    }

    private static func story(of link: FileLink, in history: DeliveryHistory, suspended: [String]?) -> String? {
        var story: [String] = []
        if let addresses = suspended {
            story.append("Too many wrong codes for \(addresses.joined(separator: ", ")).")
        }
        if let renewal = history.waitingRenewals.first(where: { $0.link == link.id }) {
            story.append("A new link was asked for on \(When(renewal.requestedAt).short).")
        }
        let changes = history.tracked.events.filter {
            ($0.kind == .linkExtended || $0.kind == .linkRevoked) && ($0.link == link.id || $0.link == nil)
        }
        for event in changes {
            let word = event.kind == .linkExtended ? "Extended" : "Revoked"
            story.append("\(word) by \(history.name(of: event.actor)) on \(When(event.at).short).")
        }
        return story.isEmpty ? nil : story.joined(separator: " ")
    }

    private static func actions(
        _ link: FileLink, in history: DeliveryHistory, isSuspended: Bool
    ) -> [PostButton] {
        guard link.revokedAt == nil else { return [] }
        let name = history.fileName(of: link)
        var actions: [PostButton] = []
        if isSuspended {
            actions.append(
                PostButton("Let codes be asked for again", action: "/links/\(link.id)/reissue", about: name))
        }
        if let renewal = history.waitingRenewals.first(where: { $0.link == link.id }) {
            let path = "/deliveries/\(link.delivery)/renewals/\(renewal.id)"
            actions.append(PostButton("Send a new link", action: path + "/grant", about: name))
            actions.append(PostButton("Refuse a new link", action: path + "/refusal", isDangerous: true, about: name))
        }
        return actions + [PostButton("Revoke", action: "/links/\(link.id)/revocation", isDangerous: true, about: name)]
    }
}

extension DeliveryHistory {
    /// The file behind a link of this delivery.
    func fileName(of link: FileLink) -> String {
        guard let id = link.attachment else { return "Text of the update" }
        return tracked.files.first { $0.attachment.id == id }?.attachment.name.text ?? "File"
    }

    /// The file behind a link, in the version that was there.
    func file(of link: FileLink, version: Int64?) -> Attachment? {
        var file = tracked.files.first { $0.attachment.id == link.attachment }?.attachment
        while let newer = file, newer.version > version ?? 1, let replacement = newer.replacement,
            let old = superseded.first(where: { $0.id == replacement.of })
        {
            file = old
        }
        return file
    }

    /// Who is known to have had mail at this address in hand.
    func reader(of address: String) -> String {
        shared.contains { $0.spelling == address || (try? Typed.address(address)) == $0 }
            ? "somebody who reads \(address)" : address
    }

    /// Who it was, and on which record of theirs, where that became a part of another later.
    func actor(of event: DeliveryEvent) -> String {
        let name = name(of: event.actor)
        guard let record = event.writtenOf.flatMap({ people[$0]?.name }) else { return name }
        return "\(name) (on the merged record “\(record)”)"
    }

    func name(of actor: Actor) -> String {
        if case .person(let id, _) = actor { people[id]?.name ?? "somebody" } else { actor.kind }
    }
}
