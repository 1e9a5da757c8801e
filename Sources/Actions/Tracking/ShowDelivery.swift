import Cryptography
package import Domain
import Records
import SQL

/// Everything about one delivery: its place in the send, its links and its whole history.
package struct DeliveryHistory: Sendable {
    package let tracked: TrackedDelivery
    package let send: Send
    package let update: CaseUpdate
    package let caseFile: CaseFile
    /// Everybody who appears in the history.
    package let people: [ID<Person>: Person]
    /// Addresses for which too many wrong codes suspended a link.
    package let suspensions: [ID<FileLink>: [String]]
    package let waitingRenewals: [WaitingRenewal]
    /// Whether the recipient's address said "not for me" on this case.
    package let isStopped: Bool
    /// Whether its notice still waits for its time: nothing has left, and the send can be taken back.
    package let waits: Bool
    /// Versions of files that another one took the place of.
    package let superseded: [Attachment]
    /// Those of the addresses in the history that several people read.
    package let shared: Set<EmailAddress>
    /// Whom the recipient asked to be let in.
    package let delegations: [Delegation]
    /// By whose request this delivery came to be: its recipient is a delegate.
    package let broughtBy: Delegation?
}

extension Installation {
    /// Whose link this is; none for what this viewer may not see.
    package func delivery(of link: ID<FileLink>, for viewer: Viewer) async throws -> ID<Delivery>? {
        try await database.read { transaction in
            guard let link = try FileLinks(transaction).find(link) else { return nil }
            return try self.delivery(link.delivery, for: viewer, in: transaction)?.0.id
        }
    }

    /// The timeline of a delivery; none for what this viewer may not see. Reads only.
    package func showDelivery(_ id: ID<Delivery>, to viewer: Viewer) async throws -> DeliveryHistory? {
        let now = world.now()
        return try await database.read { transaction in
            guard let (delivery, send) = try self.delivery(id, for: viewer, in: transaction),
                let update = try CaseUpdates(transaction).find(send.update),
                let caseFile = try Cases(transaction).find(update.caseFile)
            else { return nil }
            shownPages.note(.delivery(id), to: viewer, now: now)
            let attachments = try Attachments(transaction).all(of: update.id)
            let links = try FileLinks(transaction).all(of: id)
            let events = try Events(transaction).all(of: id)
            let actors = events.compactMap { if case .person(let person, _) = $0.actor { person } else { nil } }
            let merged = events.compactMap(\.writtenOf)
            let superseded = try Attachments(transaction).superseded(of: update.id)
            let replacers = (attachments + superseded).compactMap { $0.replacement?.by }
            let delegations = try Delegations(transaction).all(of: id)
            let broughtBy = delivery.delegateOf == nil ? nil : try Delegations(transaction).find(bringing: id)
            let parties = (delegations + [broughtBy].compactMap { $0 }).flatMap(\.parties)
            let people = try People(transaction).find(
                Array(
                    Set(actors + merged + replacers + parties + [delivery.recipient, delivery.issuedTo, send.sender])))
            let verified = events.compactMap { event -> EmailAddress? in
                if case .person(_, let address?) = event.actor { try? Typed.address(address) } else { nil }
            }
            let shared = try SharedAddresses(transaction).among(
                verified + delegations.compactMap(\.request.verified) + [delivery.address])
            var suspensions: [ID<FileLink>: [String]] = [:]
            for link in links {
                let addresses = try CodeFailures(transaction).suspensions(of: link.id)
                if !addresses.isEmpty { suspensions[link.id] = addresses }
            }
            return DeliveryHistory(
                tracked: Self.track(
                    delivery, recipient: people[delivery.recipient], isShared: shared.contains(delivery.address),
                    attachments: attachments, links: links, events: events, mail: send.options(of: delivery).mail),
                send: send, update: update, caseFile: caseFile, people: people, suspensions: suspensions,
                waitingRenewals: try Renewals(transaction).waiting(of: id),
                isStopped: try StoppedAddresses(transaction).isStopped(delivery.address, caseFile: caseFile.id),
                waits: try Outbox(transaction).waits(id, now: now),
                superseded: superseded, shared: shared, delegations: delegations, broughtBy: broughtBy)
        }
    }
}

extension Delegation {
    /// Who asked, and who answered.
    var parties: [ID<Person>] { [request.by] + [decision?.by].compactMap { $0 } }
}
