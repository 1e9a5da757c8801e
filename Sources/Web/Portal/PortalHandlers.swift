import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/portal`: what somebody finds who is signed in.
struct PortalHandlers: Sendable {
    let site: Site

    func start(_ request: Request, _ context: PortalContext) async throws -> Response {
        let shown = try await site.installation.showPortal(to: context.contact, limit: 5)
        let now = site.installation.now()
        return site.answer(
            PortalPage(
                frame: try site.portalFrame(context, at: .start, flash: Told.flash(context.facts)),
                name: context.contact.name,
                cases: shown.cases.map {
                    PortalPage.Case(
                        path: "/portal/cases/\($0.id)", reference: $0.reference, title: $0.title, status: $0.portalTag)
                },
                unread: NavItem.count(shown.unread),
                updates: shown.updates.map { PortalUpdateRow($0, now: now) },
                all: shown.next == nil ? nil : "/portal/updates"))
    }

    func updates(_ request: Request, _ context: PortalContext) async throws -> Response {
        let shown = try await site.installation.showPortal(to: context.contact, after: after(context))
        return try page(shown, of: nil, at: "/portal/updates", context)
    }

    func caseFile(_ request: Request, _ context: PortalContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        let found = try await site.installation.showPortalCase(id, to: context.contact, after: after(context))
        guard let found else { throw Refusal.notFound }
        return try page(found, of: found.cases.first, at: "/portal/cases/\(id)", context)
    }

    private func after(_ context: PortalContext) -> ID<Delivery>? {
        context.facts.query("after").flatMap { try? ID(reading: $0) }
    }

    private func page(
        _ shown: ShownPortal, of caseFile: CaseFile?, at path: String, _ context: PortalContext
    ) throws -> Response {
        let now = site.installation.now()
        return site.answer(
            PortalUpdatesPage(
                frame: try site.portalFrame(context, at: caseFile == nil ? .updates : nil),
                heading: caseFile?.title ?? "Sent to you",
                caseFile: caseFile.map { "\($0.reference), \($0.status.rawValue)" },
                updates: shown.updates.map { PortalUpdateRow($0, now: now) },
                next: shown.next.map { "\(path)?after=\($0)" }))
    }
}

extension CaseFile {
    fileprivate var portalTag: StatusTag {
        status == .open ? StatusTag("Open", .info, .file) : StatusTag("Closed", .idle, .lock)
    }
}

extension Site {
    /// What stands around a page of the portal.
    func portalFrame(
        _ context: PortalContext, at place: PortalNav.Place?, flash: Flash? = nil
    ) throws -> ReadingFrame {
        var frame = try readingFrame(context.facts, flash: flash)
        frame.portal = PortalNav(at: place)
        return frame
    }
}
