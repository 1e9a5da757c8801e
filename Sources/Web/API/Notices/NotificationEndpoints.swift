import Actions
import Domain

/// `/notifications`: what the person a token acts for was told of.
struct NotificationEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listNotifications", "What the person this token acts for was told of, the newest first.",
            query: [.init("unread", Shape.yesNo.noted("Only those that were not read."))] + Paging.query,
            .page("notifications", of: Self.shape)
        ) { call in
            var filter = NotificationFilter()
            filter.unreadOnly = call.query.optionalFlag("unread") ?? false
            filter.after = call.after()
            filter.limit = call.limit
            let list = try await call.installation.listNotifications(filter, to: call.viewer)
            try Paging.check(beginsAnew: list.beginsAnew)
            return ["notifications": .list(list.items.map(Self.json)), "next": JSON(list.next)]
        }
    }

    var told: Endpoint {
        .showing(
            "listNotificationsOfPerson",
            "What somebody was told of, the newest first, as far as this person sees it themselves. Of staff: for administrators.",
            query: Paging.query, .page("notifications", of: Self.shape)
        ) { call in
            let told = try await call.installation.showToldNotifications(
                of: call.id("person"), after: call.after(), limit: call.limit, to: call.viewer)
            guard let told else { return nil }
            try Paging.check(beginsAnew: told.beginsAnew)
            return ["notifications": .list(told.items.map(Self.json)), "next": JSON(told.next)]
        }
    }

    var read: Endpoint {
        .changing(
            "readNotification", "Note that a notification was read; a second time changes nothing.", .none,
            problems: [], Self.shape
        ) { call in
            try await call.installation.readNotification(call.id("notification"), by: call.viewer).map(Self.json)
        }
    }

    var readAll: Endpoint {
        .changing(
            "readNotifications",
            "Note that everything up to a notification was read, that included; what came after it stays unread.",
            .json(Shape.object([.required("upTo", .id)]).named("NotificationReading")), problems: [],
            .object([
                .required(
                    "unread",
                    Shape.integer(0...Int64(NotificationList.mostCounted)).noted("How many are left, or 100 for more."))
            ])
        ) { call in
            let isDone = try await call.installation.readNotifications(
                upTo: ID(reading: call.body.text("upTo")), by: call.viewer)
            guard isDone else { throw ApiRefusal.mistake("upTo", "Give the id of a notification of this person.") }
            var filter = NotificationFilter()
            filter.limit = 1
            let list = try await call.installation.listNotifications(filter, to: call.viewer)
            return ["unread": .integer(Int64(list.unread))]
        }
    }

    private static let shape = Shape.object([
        .required("id", .id), .required("kind", .words(NotificationKind.self)), .required("at", .moment),
        .required("readAt", Shape.moment.orNull),
        .required("caseId", Shape.id.orNull.noted("Null where the case is not for this person's eyes.")),
        .required("updateId", Shape.id.orNull.noted("Null where it is about none that this person may read.")),
        .required("updateTitle", Shape.text(800).orNull), .required("deliveryId", Shape.id.orNull),
        .required("actorId", Shape.id.orNull.noted("Whose doing it was.")),
        .required("actorName", Shape.text(800).orNull), .required("recipientName", Shape.text(800).orNull),
        .required("detail", Shape.text(100_000).orNull.noted("Such as a role, a file, or why a mail failed.")),
    ]).named("Notification")

    private static func json(_ item: ListedNotification) -> JSON {
        let notification = item.notification
        return [
            "id": JSON(notification.id), "kind": .text(notification.kind.rawValue), "at": JSON(notification.at),
            "readAt": JSON(notification.readAt),
            "caseId": JSON(item.caseReference == nil ? nil : notification.caseFile),
            "updateId": JSON(item.seesUpdate ? notification.update : nil), "updateTitle": JSON(item.updateTitle),
            "deliveryId": JSON(notification.delivery), "actorId": JSON(notification.actor),
            "actorName": JSON(item.actor), "recipientName": JSON(item.recipient), "detail": JSON(notification.detail),
        ]
    }
}
