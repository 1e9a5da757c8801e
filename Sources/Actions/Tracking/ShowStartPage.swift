import Cryptography
package import Domain
import Records
import SQL

/// What needs somebody, as far as this viewer sees it.
package struct StartOverview: Sendable {
    /// Deliveries whose notice could not be delivered, the latest first.
    package let failed: [DeliveryInNeed]
    /// Deliveries of which something stops opening within three days that was not fetched, the soonest first.
    package let expiring: [DeliveryInNeed]
    /// Deliveries with a link that wrong codes suspended, and those whose recipient stopped the mail of the case, the latest
    /// first.
    package let barred: [DeliveryInNeed]
    /// Updates of theirs that were sent back to them, the latest first.
    package let returned: [UpdateInReview]
    /// Updates that wait for validation, the longest first; none for whoever may not validate.
    package let waiting: [UpdateInReview]
    /// The newest first.
    package let recentCases: [CaseList.Listed]
    package let done: FirstDone
    /// Wrong codes of the last hour, for whoever administers, if there were so many that answers are held back (IV-04).
    package let wrongCodes: Int64?
}

/// One delivery that needs somebody.
package struct DeliveryInNeed: Sendable {
    package let delivery: Delivery
    package let recipient: Person?
    package let updateTitle: String
    package let caseReference: String
    /// When it failed, was suspended or stopped, or when it stops opening.
    package let at: Moment
    /// The mail server's words of a failure, ours of what was suspended or stopped.
    package let reason: String?
}

/// An update that needs somebody before it can be sent.
package struct UpdateInReview: Sendable {
    package let update: CaseUpdate
    package let caseReference: String
    /// Who returned it, or who submitted it.
    package let by: String
}

/// What a new installation has behind it.
package struct FirstDone: Hashable, Sendable {
    package let contactLine: Bool
    /// Identity verification is asked for by the organisation, or by the access group that updates have where nobody chose another.
    package let verification: Bool
    package let client: Bool
    package let aCase: Bool
    package let aSend: Bool
}

extension Installation {
    /// What a page lists at most.
    private static let mostListed = 50

    /// The start page: what failed in the last 30 days, what runs out unseen, and what was worked on. Reads only.
    package func showStartPage(to viewer: Viewer) async throws -> StartOverview {
        let now = world.now()
        let onlooker = Onlooker(viewer.person, viewer.rights)
        let isTold = viewer.rights.mayAdminister
        let mayValidate = viewer.rights.mayValidate
        let (failed, expiring, barred, review, done, wrongCodes) = try await database.read { transaction in
            let attention = Attention(transaction)
            let failed = try attention.failed(since: now - .days(30), seenBy: onlooker, most: Self.mostListed)
            let expiring = try attention.expiring(
                now: now, until: now + .days(3), seenBy: onlooker, most: Self.mostListed)
            let barred = try attention.barred(since: now - .days(30), seenBy: onlooker, most: Self.mostListed)
            let updates = CaseUpdates(transaction)
            let returned = try updates.returned(to: viewer.person, most: Self.mostListed).filter {
                try self.sees(viewer, $0, in: transaction)
            }
            let waiting = mayValidate ? try updates.waiting(seenBy: onlooker, most: Self.mostListed) : []
            let steps = FirstSteps(transaction)
            return (
                try failed.compactMap { try self.failure(of: $0, in: transaction) },
                try expiring.compactMap { try self.expiry(of: $0, now: now, in: transaction) },
                try barred.compactMap { try self.bar($0, in: transaction) },
                (
                    returned: try returned.map { try Self.review($0, by: $0.giveBack?.by, in: transaction) },
                    waiting: try waiting.map { try Self.review($0, by: $0.submission?.by, in: transaction) }
                ),
                FirstDone(
                    contactLine: !self.organisation.contact.trimmed.isEmpty,
                    verification: try self.organisation.asksForCode
                        || AccessGroups(transaction).find(AccessGroup.standard)?.asksForCode ?? false,
                    client: try steps.hasContact(), aCase: try steps.hasCase(), aSend: try steps.hasSend()),
                isTold ? try self.guessing(now: now, in: transaction) : nil
            )
        }
        let recent = try await listCases(CaseFilter(), to: viewer).cases.prefix(5)
        return StartOverview(
            failed: failed, expiring: expiring, barred: barred, returned: review.returned, waiting: review.waiting,
            recentCases: Array(recent), done: done,
            wrongCodes: wrongCodes)
    }

    private func failure(of id: ID<Delivery>, in transaction: any Transaction) throws -> DeliveryInNeed? {
        guard let found = try inNeed(id, in: transaction), found.tracked.status == .failed,
            let event = found.tracked.last(.failed)
        else { return nil }
        return found.item(at: event.at, reason: event.detail)
    }

    private func expiry(
        of id: ID<Delivery>, now: Moment, in transaction: any Transaction
    ) throws -> DeliveryInNeed? {
        guard let found = try inNeed(id, in: transaction), !found.tracked.isDone,
            let end = found.tracked.links.map(\.availableUntil).filter({ $0 > now }).min()
        else { return nil }
        return found.item(at: end, reason: nil)
    }

    private func bar(_ found: Attention.Barred, in transaction: any Transaction) throws -> DeliveryInNeed? {
        let reason =
            switch found.reason {
            case .wrongCodes: "Link suspended: too many wrong codes."
            case .notForThem: "Mail stopped: said not to be for them."
            }
        return try inNeed(found.delivery, in: transaction)?.item(at: found.at, reason: reason)
    }

    private static func review(
        _ update: CaseUpdate, by person: ID<Person>?, in transaction: any Transaction
    ) throws -> UpdateInReview {
        UpdateInReview(
            update: update, caseReference: try Cases(transaction).find(update.caseFile)?.reference ?? "",
            by: try person.flatMap { try People(transaction).find($0)?.name } ?? "")
    }

    private func inNeed(_ id: ID<Delivery>, in transaction: any Transaction) throws -> FoundInNeed? {
        guard let delivery = try Deliveries(transaction).find(id),
            let send = try Sends(transaction).find(delivery.send),
            let update = try CaseUpdates(transaction).find(send.update),
            let caseFile = try Cases(transaction).find(update.caseFile)
        else { return nil }
        let recipient = try People(transaction).find(delivery.recipient)
        let tracked = Self.track(
            delivery, recipient: recipient, isShared: recipient?.sharedAddresses.contains(delivery.address) ?? false,
            attachments: try Attachments(transaction).all(of: update.id),
            links: try FileLinks(transaction).all(of: id), events: try Events(transaction).all(of: id),
            mail: send.options(of: delivery).mail)
        return FoundInNeed(tracked: tracked, updateTitle: update.title, caseReference: caseFile.reference)
    }
}

/// A delivery with everything its row on the start page is made of.
private struct FoundInNeed {
    let tracked: TrackedDelivery
    let updateTitle: String
    let caseReference: String

    func item(at moment: Moment, reason: String?) -> DeliveryInNeed {
        DeliveryInNeed(
            delivery: tracked.delivery, recipient: tracked.recipient, updateTitle: updateTitle,
            caseReference: caseReference, at: moment, reason: reason)
    }
}
