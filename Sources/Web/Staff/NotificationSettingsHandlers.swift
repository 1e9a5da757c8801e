import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/account/notifications`: how the signed-in person is told of what.
struct NotificationSettingsHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await site.installation.showNotificationPreference(to: context.viewer)
        return try page(context, shown, FormReading()) { shown.preference[$0].rawValue }
    }

    func choose(_ form: Form, _ context: StaffContext) async throws -> Response {
        let kinds = NotificationKind.allCases.filter { !$0.isFixed }
        try form.only(Set(kinds.map(\.field)))
        var words: [NotificationKind: String] = [:]
        for kind in kinds { words[kind] = form.optional(kind.field) }
        do {
            _ = try await site.installation.chooseNotifications(words, by: context.viewer)
            return .seeOther(Told.saved.at("/account/notifications"))
        } catch let malformed as Malformed {
            var reading = FormReading()
            reading.add(malformed)
            let shown = try await site.installation.showNotificationPreference(to: context.viewer)
            return try page(context, shown, reading) { words[$0] ?? shown.preference[$0].rawValue }
        }
    }

    private func page(
        _ context: StaffContext, _ shown: ShownNotificationPreference, _ reading: FormReading,
        chosen: (NotificationKind) -> String
    ) throws -> Response {
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let frame = try site.workingFrame(context, at: nil, flash: flash, errors: reading.summary)
        return site.answer(
            NotificationSettingsPage(isMailed: shown.isMailed, reading, chosen: chosen, frame: frame),
            status: reading.isGood ? .ok : .unprocessableContent)
    }
}
