import Actions
import Domain

extension NotificationsPage {
    init(_ list: NotificationList, _ filter: NotificationFilter, frame: WorkingFrame) {
        let query = ListQuery([("unread", filter.unreadOnly ? "1" : "")])
        self.init(
            frame: frame,
            tabs: [false, true].map { isUnread in
                Tab(
                    label: isUnread ? "Unread" : "All", path: Self.path(unreadOnly: isUnread),
                    isCurrent: isUnread == filter.unreadOnly)
            },
            isUnreadOnly: filter.unreadOnly, unread: NavItem.count(list.unread),
            readAll: list.unread > 0 ? Self.readAll(list, filter) : nil,
            items: list.items.map { Item($0, unreadOnly: filter.unreadOnly) },
            next: list.next.map { query.path("/notifications", after: $0.text) })
    }

    static func path(unreadOnly: Bool, _ rest: String = "") -> String {
        "/notifications\(rest)\(unreadOnly ? "?unread=1" : "")"
    }

    private static func readAll(_ list: NotificationList, _ filter: NotificationFilter) -> ReadAll? {
        list.items.first.map { newest in
            ReadAll(
                action: path(unreadOnly: filter.unreadOnly, "/bulk-reading"), upTo: newest.notification.id.text)
        }
    }
}

extension NotificationsPage.Item {
    init(_ item: ListedNotification, unreadOnly: Bool) {
        let notification = item.notification
        let words = Self.words(item)
        let path = { (verb: String) in
            NotificationsPage.path(unreadOnly: unreadOnly, "/\(notification.id)/\(verb)")
        }
        self.init(
            words: words, isUnread: notification.readAt == nil, detail: Self.detail(item),
            caseReference: item.caseReference, caseTitle: item.caseTitle, when: When(notification.at),
            open: PostButton("Open", action: path("opening"), about: words),
            read: notification.readAt == nil
                ? PostButton("Mark as read", action: path("reading"), about: words) : nil)
    }

    static func words(_ item: ListedNotification, told whom: String = "you") -> String {
        let update = item.updateTitle.map { "“\($0)”" } ?? "an update"
        let actor = item.actor ?? "Somebody"
        let recipient = item.recipient ?? "a recipient"
        switch item.notification.kind {
        case .updateSent: return "\(actor) sent \(whom) \(update)"
        case .updateSubmitted: return "\(actor) submitted \(update): it waits for validation"
        case .updateValidated: return "\(actor) validated \(update)"
        case .updateReturned: return "\(actor) returned \(update), with a reason"
        case .assigned: return "\(actor) put \(whom) on the case"
        case .viewed: return "\(item.recipient ?? "A recipient") opened \(update)"
        case .downloaded:
            guard let who = item.actor else { return "A file was downloaded with the link of \(recipient)" }
            return "\(who) downloaded a file"
        case .linkRequested: return "\(item.recipient ?? "A recipient") asks for a new link to \(update)"
        case .delegateRequested: return "\(item.recipient ?? "A recipient") asks to let somebody else in to \(update)"
        case .deliveryFailed: return "Mail to \(recipient) about \(update) could not be delivered"
        case .linkSuspended: return "A link of \(recipient) to \(update) was suspended: too many wrong codes"
        case .misdelivery: return "\(update) is said to be not for \(recipient)"
        case .accountChanged: return "Your account"
        }
    }

    private static func detail(_ item: ListedNotification) -> String? {
        switch item.notification.kind {
        case .assigned: item.notification.detail.map { "As \($0)" }
        case .downloaded:
            [item.notification.detail, item.updateTitle.map { "“\($0)”" }].compactMap { $0 }
                .joined(separator: ", of ")
        default: item.notification.detail
        }
    }
}

extension ToldNotificationsPage {
    init(_ told: ToldNotifications, frame: WorkingFrame) {
        let path = "/people/\(told.person.id)"
        self.init(
            frame: frame, name: told.person.name, person: path,
            items: told.items.map { item in
                Item(
                    words: NotificationsPage.Item.words(item, told: told.person.name),
                    caseReference: item.caseReference ?? "–",
                    when: When(item.notification.at), readAt: item.notification.readAt.map { When($0) })
            },
            next: told.next.map { "\(path)/notifications?after=\($0)" })
    }
}
