import Domain

@testable import Web

extension PageSample {
    private static func item(
        _ words: String, _ minutes: Int64, detail: String? = nil, ofCase: Bool = true, isUnread: Bool = false
    ) -> NotificationsPage.Item {
        NotificationsPage.Item(
            words: words, isUnread: isUnread, detail: detail, caseReference: ofCase ? "2026-014" : nil,
            caseTitle: ofCase ? "Warehouse fire, Quay Street" : nil, when: Sample.when(minutes),
            open: PostButton("Open", action: "/notifications/1/opening", about: words),
            read: isUnread ? PostButton("Mark as read", action: "/notifications/1/reading", about: words) : nil)
    }

    private static func list(_ items: [NotificationsPage.Item], unreadOnly: Bool = false) -> NotificationsPage {
        NotificationsPage(
            frame: Sample.working(.notifications),
            tabs: [
                NotificationsPage.Tab(label: "All", path: "/notifications", isCurrent: !unreadOnly),
                NotificationsPage.Tab(label: "Unread", path: "/notifications?unread=1", isCurrent: unreadOnly),
            ],
            isUnreadOnly: unreadOnly, unread: items.isEmpty ? nil : "2",
            readAll: items.isEmpty
                ? nil : NotificationsPage.ReadAll(action: "/notifications/bulk-reading", upTo: "1"),
            items: items, next: items.isEmpty ? nil : "/notifications?after=1")
    }

    private static func settings(isMailed: Bool, _ reading: FormReading) -> NotificationSettingsPage {
        NotificationSettingsPage(
            isMailed: isMailed, reading, chosen: { $0.standard.rawValue },
            frame: Sample.working(nil, errors: reading.summary))
    }

    private static var refused: FormReading {
        var reading = FormReading()
        reading.add(Malformed("viewed", "Choose “mail” or “in the application” or “never”."))
        return reading
    }

    private static func told(_ items: [ToldNotificationsPage.Item]) -> ToldNotificationsPage {
        ToldNotificationsPage(
            frame: Sample.working(.people), name: "Jane Doe", person: "/people/1", items: items,
            next: items.isEmpty ? nil : "/people/1/notifications?after=1")
    }

    static let notifications: [PageSample] = [
        PageSample(
            told([
                ToldNotificationsPage.Item(
                    words: "Ana Moreau sent Jane Doe “Interview with the night porter”", caseReference: "2026-014",
                    when: Sample.when(-60), readAt: Sample.when(0)),
                ToldNotificationsPage.Item(
                    words: "Ana Moreau sent Jane Doe “Surveillance on 14 November”", caseReference: "2026-014",
                    when: Sample.when(-90), readAt: nil),
            ])),
        PageSample(told([]), "empty"),
        PageSample(
            list([
                item("Bo Li submitted “Surveillance on 14 November”: it waits for validation", 0, isUnread: true),
                item(
                    "Mail to Jane Doe about “Surveillance on 14 November” could not be delivered", -4,
                    detail: "The mailbox is full.", isUnread: true),
                item("Ana Moreau sent you “Interview with the night porter”", -60, ofCase: false),
                item("Your account", -90, detail: "The password of your account was changed.", ofCase: false),
            ])),
        PageSample(list([]), "empty"), PageSample(list([], unreadOnly: true), "all-read"),
        PageSample(settings(isMailed: true, FormReading())),
        PageSample(settings(isMailed: false, refused), "error"),
    ]
}
