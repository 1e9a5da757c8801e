import Actions
import Domain
import Hummingbird

/// `/portal/notifications`: what whoever is signed in to the portal was told of, and whether they are mailed.
struct PortalNotificationHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: PortalContext) async throws -> Response {
        let after: ID<Notification>? = context.facts.query("after").flatMap { try? ID(reading: $0) }
        let shown = try await site.installation.listPortalNotifications(to: context.contact, after: after)
        return site.answer(
            PortalNotificationsPage(
                frame: try site.portalFrame(context, at: .notifications, flash: Told.flash(context.facts)),
                unread: NavItem.count(shown.unread),
                upTo: shown.unread > 0 ? shown.items.first?.id.text : nil,
                items: shown.items.map(PortalNotificationsPage.Item.init),
                next: shown.next.map { "/portal/notifications?after=\($0)" }))
    }

    /// Marks one as read and leads to what was sent.
    func open(_ form: Form, _ context: PortalContext) async throws -> Response {
        try form.only([])
        let id: ID<Notification> = try context.facts.id("notification")
        guard let token = try await site.installation.openPortalNotification(id, by: context.contact) else {
            throw Refusal.notFound
        }
        return .seeOther("/f/\(token)")
    }

    func readAll(_ form: Form, _ context: PortalContext) async throws -> Response {
        try form.only(["up-to"])
        guard let id: ID<Notification> = try? ID(reading: form.text("up-to")) else { throw Refusal.status(422) }
        let isDone = try await site.installation.readPortalNotifications(upTo: id, by: context.contact)
        return .seeOther((isDone ? Told.allRead : .noChange).at("/portal/notifications"))
    }

    func chooseMail(_ form: Form, _ context: PortalContext) async throws -> Response {
        try form.only(["mail"])
        let choice = try form.text("mail")
        guard let isMailed = ["yes": true, "no": false][choice] else { throw Refusal.status(422) }
        try await site.installation.choosePortalMail(isMailed, by: context.contact)
        return .seeOther(Told.saved.at("/portal/profile"))
    }
}

extension PortalNotificationsPage.Item {
    init(_ notification: PortalNotification) {
        self.init(
            title: notification.updateTitle, reference: notification.caseReference,
            isUnread: notification.readAt == nil, when: When(notification.at),
            open: PostButton(
                "Open", action: "/portal/notifications/\(notification.id)/opening", about: notification.updateTitle))
    }
}
