import Cryptography
package import Domain
import Records
import SQL

/// What the door of a link shows.
package enum OpenedLink: Sendable {
    case refused(LinkRefusal)
    /// An address and a code first.
    case protected
    /// Anybody who holds the link may press Download, or read the text where there is no file.
    case open(LinkedFile, text: CaseUpdate?)
    /// Behind a grant or a sign-in.
    case entered(EnteredUpdate)
}

/// The update behind a link, for somebody who was let in.
package struct EnteredUpdate: Sendable {
    package let file: LinkedFile
    package let update: CaseUpdate
    package let entry: Entry
    /// All links of the same delivery whose files this visitor may take, the opened one included, in their order.
    package let files: [OfferedFile]
    /// Whom the visitor asked to be let in too; none where that is not for this visitor.
    package let delegations: [OwnDelegation]?
}

/// One file of an opened update.
package struct OfferedFile: Sendable {
    package let link: FileLink
    package let attachment: Attachment
    package let token: String
    package let state: LinkState
    /// When it was last completed through this link by anybody the page may tell about.
    package let completedAt: Moment?
}

extension Installation {
    /// Opens the page behind a link. Consumes nothing and mails nothing; notes *link visited* in passing, and *viewed* where
    /// the visitor is known (decision 6).
    package func openLink(_ token: String, by visitor: Visitor) async throws -> OpenedLink {
        guard let claims = try claims(token) else { return .refused(.unknown) }
        let now = world.now()
        let installation = self
        let opened = try await database.read { transaction -> OpenedLink in
            switch try installation.visit(claims, by: visitor, now: now, in: transaction) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let visit):
                guard let entry = visit.entry else { return .protected }
                let file = visit.file
                if entry == .open, file.attachment != nil { return .open(file, text: nil) }
                guard let update = try CaseUpdates(transaction).find(file.send.update) else {
                    return .refused(.unknown)
                }
                if entry == .open { return .open(file, text: update) }
                return .entered(try installation.enter(file, of: update, by: entry, now: now, in: transaction))
            }
        }
        switch opened {
        case .protected, .open: visits.note(claims.link, from: organisation.kept(visitor.client))
        case .entered(let update): try await noteView(of: update, by: visitor, now: now)
        case .refused: break
        }
        return opened
    }

    private func enter(
        _ file: LinkedFile, of update: CaseUpdate, by entry: Entry, now: Moment, in transaction: any Transaction
    ) throws -> EnteredUpdate {
        let attachments = try Attachments(transaction).all(of: update.id)
        let byID = Dictionary(uniqueKeysWithValues: attachments.map { ($0.id, $0) })
        // Each file once: by the link that was opened, else by the newest that was not withdrawn.
        let all = try FileLinks(transaction).all(of: file.delivery.id)
        let others = all.filter { $0.attachment != file.link.attachment }
        let withdrawn = others.filter { $0.revokedAt != nil }
        let offered = newest(of: withdrawn + others.filter { $0.revokedAt == nil }) + [file.link]
        let links = all.filter { link in offered.contains { $0.id == link.id } }
        let mark = { (link: FileLink) in
            let holder = link.attachment.flatMap { byID[$0] }.map(entry.holder) ?? entry.holder
            return try EventMark(.downloadCompleted, holder: holder, link: link.id)
        }
        let completed = try Events(transaction).moments(of: links.map(mark))
        let offers = try links.compactMap { link -> OfferedFile? in
            guard let attachment = link.attachment.flatMap({ byID[$0] }) else { return nil }
            let state = LinkState(link, delivery: file.delivery, send: file.send, now: now)
            return OfferedFile(
                link: link, attachment: attachment,
                token: try self.links.token(for: LinkClaims(link: link.id, expiresAt: link.expiresAt)),
                state: state, completedAt: try completed[mark(link)])
        }
        let delegations =
            entry.isRecipient(of: file.delivery) ? try ownDelegations(of: file.delivery, in: transaction) : nil
        return EnteredUpdate(file: file, update: update, entry: entry, files: offers, delegations: delegations)
    }

    private func noteView(of update: EnteredUpdate, by visitor: Visitor, now: Moment) async throws {
        let (file, entry, client) = (update.file, update.entry, organisation.kept(visitor.client))
        try await database.write(.guarded) { transaction in
            if case .grant(let grant) = entry {
                try VisitorSessions(transaction).touch(grant.session, now: now)
            }
            if case .contact(let contact) = entry { try self.keepAlive(contact, now: now, in: transaction) }
            let events = Events(transaction)
            let recent = try events.last(.viewed, on: file.link, by: entry.actor, since: now - .minutes(10))
            guard recent == nil else { return }
            try events.append(
                NewEvent(.viewed, of: file.delivery.id, link: file.link.id, by: entry.actor, client: client), now: now)
            guard case .person(let person, _) = entry.actor, person == file.delivery.recipient else { return }
            try self.notifier.tellSender(of: file.delivery.id, .viewed, by: person, now: now, in: transaction)
        }
    }
}
