import Cryptography
import Domain
import Logging
import Mail
import Records
import SQL

extension Installation {
    /// Writes the mails about notifications whose time to wait for others is over (OS-28). Each is written in the transaction that
    /// takes it, so a crash loses none and doubles none. One that cannot be written holds up no other, and no other mail.
    func writeNotificationMails() async throws {
        let now = world.now()
        let due = try await database.read { try NotificationMails($0).due(most: 100, now: now) }
        for person in due {
            do {
                try await database.write { try self.writeNotificationMail(to: person, now: now, in: $0) }
            } catch  where !WorldFault(error).mayPass {
                Logger(label: "mail").error(
                    "A mail about notifications could not be written; trying again.",
                    metadata: ["fault": "\(WorldFault.words(for: error))"])
            }
        }
    }

    private func writeNotificationMail(
        to person: ID<Person>, now: Moment, in transaction: any Transaction
    ) throws {
        guard try NotificationMails(transaction).take(person, now: now) else { return }
        let items = try unseen(by: person, in: transaction)
        try Notifications(transaction).endAwaiting(person)
        guard !items.isEmpty, let address = try People(transaction).find(person)?.primaryAddress else { return }
        let id: ID<QueuedLetter> = try world.newID()
        let letter = try letterWriter.notifications(
            LetterStamp(to: address, id: id.text, date: now), groups: Self.byCase(items).map { $0.map(line) },
            all: "\(organisation.origin)/notifications", settings: "\(organisation.origin)/account/notifications")
        try Outbox(transaction).insert(
            queued(letter, id: id, kind: .staff, to: address, givingUpAt: now + .hours(72)), now: now)
    }

    /// What awaits a mail to this person: not what they read meanwhile, have before their eyes or may not see any more.
    private func unseen(by person: ID<Person>, in transaction: any Transaction) throws -> [ListedNotification] {
        guard let account = try StaffAccounts(transaction).find(person), account.disabledAt == nil else { return [] }
        let onlooker = Onlooker(person, account.rights)
        return try Notifications(transaction).awaitingMail(onlooker).filter { item in
            let pages = try Self.pages(of: item.notification, in: transaction)
            return !shownPages.wereShown(pages, to: person, after: item.notification.at)
        }
    }

    /// The pages that show what this is about.
    private static func pages(of notification: Notification, in transaction: any Transaction) throws -> [ShownPage] {
        if let delivery = notification.delivery {
            let send = try Deliveries(transaction).find(delivery)?.send
            return [.delivery(delivery)] + [send.map(ShownPage.send)].compactMap { $0 }
        }
        if let update = notification.update { return [.update(update)] }
        return [notification.caseFile.map(ShownPage.caseFile)].compactMap { $0 }
    }

    /// Those of one case together, each case where its first one is.
    private static func byCase(_ items: [ListedNotification]) -> [[ListedNotification]] {
        var cases: [ID<CaseFile>?] = []
        for item in items where !cases.contains(item.notification.caseFile) { cases.append(item.notification.caseFile) }
        return cases.map { caseFile in items.filter { $0.notification.caseFile == caseFile } }
    }

    private func line(_ item: ListedNotification) -> NotificationLine {
        let notification = item.notification
        let path =
            if let delivery = notification.delivery {
                "/deliveries/\(delivery)"
            } else if let update = notification.update {
                "/updates/\(update)"
            } else if let caseFile = notification.caseFile {
                "/cases/\(caseFile)"
            } else {
                "/notifications"
            }
        return NotificationLine(kind: notification.kind, url: organisation.origin + path)
    }
}
