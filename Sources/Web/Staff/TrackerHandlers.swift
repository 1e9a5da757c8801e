import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/sends/{send}`: the delivery matrix, its changes as they happen, and taking everything back.
struct TrackerHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard let tracked = try await site.installation.showSend(context.facts.id("send"), to: context.viewer) else {
            throw Refusal.notFound
        }
        let frame = try site.workingFrame(context, at: .cases, flash: Told.flash(context.facts))
        return site.answer(SendPage(tracked, for: context.viewer, now: site.installation.now(), frame: frame))
    }

    /// One event for each change, for as long as the page is open.
    func events(_ request: Request, _ context: StaffContext) async throws -> Response {
        let (id, viewer): (ID<Send>, Viewer) = (try context.facts.id("send"), context.viewer)
        guard let changes = try await site.installation.watchSend(id, for: viewer) else { throw Refusal.notFound }
        guard let place = site.streams.enter() else { throw Refusal.status(503) }
        let installation = site.installation
        return EventAnswer(changes, place: place) { try await installation.mayGoOnWatching(id, viewer) }.response
    }

    /// Takes it back while its mails wait.
    func undo(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Send> = try context.facts.id("send")
        let told: Told =
            switch try await site.installation.undoSend(id, by: context.viewer) {
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw Refusal.status(403)
            case .tooLate: .tooLate
            case .undone(left: 0): .undone
            case .undone: .undonePartly
            }
        return .seeOther(told.at("/sends/\(id)"))
    }

    func revoke(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Send> = try context.facts.id("send")
        let change = try await site.installation.revokeLinks(.send(id), by: context.viewer)
        return try ChangeAnswer.response(change, .revoked, at: "/sends/\(id)")
    }
}

/// What a page says after something about links was changed.
enum ChangeAnswer {
    /// Back to the page at `path`, which tells of it.
    static func response(_ change: ChangedLinks, _ told: Told, or nothing: Told = .noChange, at path: String) throws
        -> Response
    {
        switch change {
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .nothingToDo: .seeOther(nothing.at(path))
        case .done: .seeOther(told.at(path))
        }
    }
}
