import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/`: what needs somebody.
struct StartHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let overview = try await site.installation.showStartPage(to: context.viewer)
        let frame = try site.workingFrame(context, at: .start, flash: Told.flash(context.facts))
        return site.answer(StartPage(overview, for: context.viewer, frame: frame))
    }
}
