import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/notifications`: what the signed-in person was told of.
struct NotificationHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        var filter = NotificationFilter()
        filter.unreadOnly = Self.isUnreadOnly(context)
        filter.after = context.facts.query("after").flatMap { try? ID(reading: $0) }
        let list = try await site.installation.listNotifications(filter, to: context.viewer)
        let frame = try site.workingFrame(context, at: .notifications, flash: Told.flash(context.facts))
        return site.answer(NotificationsPage(list, filter, frame: frame))
    }

    /// Marks one as read and leads to what it is about.
    func open(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Notification> = try context.facts.id("notification")
        guard let place = try await site.installation.openNotification(id, by: context.viewer) else {
            throw Refusal.notFound
        }
        return .seeOther(Self.path(to: place))
    }

    func read(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Notification> = try context.facts.id("notification")
        guard try await site.installation.readNotification(id, by: context.viewer) != nil else {
            throw Refusal.notFound
        }
        return .seeOther(Self.list(context))
    }

    func readAll(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["up-to"])
        guard let id: ID<Notification> = try? ID(reading: form.text("up-to")) else { throw Refusal.status(422) }
        let isDone = try await site.installation.readNotifications(upTo: id, by: context.viewer)
        return .seeOther((isDone ? Told.allRead : .noChange).at(Self.list(context)))
    }

    private static func isUnreadOnly(_ context: StaffContext) -> Bool { context.facts.query("unread") == "1" }

    private static func list(_ context: StaffContext) -> String {
        NotificationsPage.path(unreadOnly: isUnreadOnly(context))
    }

    private static func path(to place: NotificationPlace) -> String {
        switch place {
        case .caseFile(let id): "/cases/\(id)"
        case .update(let id): "/updates/\(id)"
        case .delivery(let id): "/deliveries/\(id)"
        case .link(let token): "/f/\(token)"
        case .account: "/account"
        }
    }
}
