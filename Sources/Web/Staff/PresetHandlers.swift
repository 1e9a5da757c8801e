import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/presets`: stored beginnings of updates.
struct PresetHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let presets = try await site.installation.listPresets(to: context.viewer)
        let frame = try site.workingFrame(context, at: nil, flash: Told.flash(context.facts))
        return site.answer(PresetsPage(presets, for: context.viewer, frame: frame))
    }

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayKeepPresets else { throw Refusal.status(403) }
        return try await page(context, nil, PresetEntry(), FormReading())
    }

    func add(_ form: Form, _ context: StaffContext) async throws -> Response {
        let entry = try PresetEntry(reading: form)
        var reading = FormReading()
        guard let text = entry.text(&reading) else { return try await page(context, nil, entry, reading) }
        let kept = try await site.installation.addPreset(text, by: context.viewer)
        return try await answer(kept, nil, entry, context)
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        return try await page(context, shown, PresetEntry(shown.preset), FormReading())
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        let entry = try PresetEntry(reading: form)
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        var reading = FormReading()
        guard let text = entry.text(&reading) else { return try await page(context, shown, entry, reading) }
        let kept = try await site.installation.changePreset(
            shown.preset.id, to: text, version: version, by: context.viewer)
        guard case .changedMeanwhile = kept else { return try await answer(kept, shown, entry, context) }
        let now = try await self.shown(context)
        for problem in entry.differences(from: PresetEntry(now.preset)) { reading.add(problem) }
        return try await page(context, now, entry, reading, status: .conflict)
    }

    func archive(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, true, .archived, context)
    }

    func restore(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, false, .restored, context)
    }

    private func archive(
        _ form: Form, _ isArchived: Bool, _ told: Told, _ context: StaffContext
    ) async throws -> Response {
        try form.only([])
        switch try await site.installation.archivePreset(
            context.facts.id("preset"), isArchived, by: context.viewer)
        {
        case .kept: return .seeOther(told.at("/presets"))
        case .notAllowed: throw Refusal.status(403)
        default: throw Refusal.notFound
        }
    }

    private func shown(_ context: StaffContext) async throws -> ShownPreset {
        let id: ID<Preset> = try context.facts.id("preset")
        guard context.viewer.rights.mayKeepPresets else { throw Refusal.status(403) }
        guard let shown = try await site.installation.showPreset(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        return shown
    }

    private func answer(
        _ kept: KeptPreset, _ shown: ShownPreset?, _ entry: PresetEntry, _ context: StaffContext
    ) async throws -> Response {
        switch kept {
        case .kept: return .seeOther(Told.saved.at("/presets"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown, .changedMeanwhile: throw Refusal.notFound
        case .nameTaken:
            var reading = FormReading()
            reading.add(Malformed("name", "Another preset has this name. Each needs its own."))
            return try await page(context, shown, entry, reading)
        case .noSuchGroup:
            var reading = FormReading()
            reading.add(UpdateEntry.noSuchGroup)
            return try await page(context, shown, entry, reading)
        }
    }

    private func page(
        _ context: StaffContext, _ shown: ShownPreset?, _ entry: PresetEntry, _ reading: FormReading,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let groups = try await site.installation.accessGroupChoices(
            keeping: shown?.preset.accessGroup, for: context.viewer)
        let frame = try site.workingFrame(context, at: nil, errors: reading.summary)
        return site.answer(
            PresetFormPage(shown, entry, reading, groups: groups, frame: frame), status: reading.isGood ? .ok : status)
    }
}
