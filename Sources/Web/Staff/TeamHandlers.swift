import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/teams`: the teams and circles of staff.
struct TeamHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let teams = try await site.installation.listTeams()
        let frame = try site.workingFrame(context, at: .people, flash: Told.flash(context.facts))
        return site.answer(TeamsPage(teams, for: context.viewer, frame: frame))
    }

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayKeepTeams else { throw Refusal.status(403) }
        return try await page(context, nil, TeamEntry(), FormReading())
    }

    func add(_ form: Form, _ context: StaffContext) async throws -> Response {
        let entry = try TeamEntry(reading: form)
        var reading = FormReading()
        guard let details = entry.details(&reading) else { return try await page(context, nil, entry, reading) }
        let kept = try await site.installation.addTeam(details, by: context.viewer)
        return try await answer(kept, nil, entry, context)
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        return try await page(context, shown, TeamEntry(shown.team), FormReading())
    }

    /// Saves over what the form showed, or shows what somebody else saved meanwhile beside it.
    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        let entry = try TeamEntry(reading: form)
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        var reading = FormReading()
        guard let details = entry.details(&reading) else { return try await page(context, shown, entry, reading) }
        let kept = try await site.installation.changeTeam(
            shown.team.id, to: details, version: version, by: context.viewer)
        return try await answer(kept, shown, entry, context)
    }

    func archive(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, true, .groupArchived, context)
    }

    func restore(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, false, .restored, context)
    }

    private func archive(
        _ form: Form, _ isArchived: Bool, _ told: Told, _ context: StaffContext
    ) async throws -> Response {
        try form.only([])
        switch try await site.installation.archiveTeam(context.facts.id("team"), isArchived, by: context.viewer) {
        case .kept: return .seeOther(told.at("/teams"))
        case .notAllowed: throw Refusal.status(403)
        default: throw Refusal.notFound
        }
    }

    private func shown(_ context: StaffContext) async throws -> ShownTeam {
        let id: ID<Team> = try context.facts.id("team")
        guard context.viewer.rights.mayKeepTeams else { throw Refusal.status(403) }
        guard let shown = try await site.installation.showTeam(id) else { throw Refusal.notFound }
        return shown
    }

    private func answer(
        _ kept: KeptTeam, _ shown: ShownTeam?, _ entry: TeamEntry, _ context: StaffContext
    ) async throws -> Response {
        var reading = FormReading()
        switch kept {
        case .kept: return .seeOther(Told.saved.at("/teams"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        case .nameTaken: reading.add(Malformed("name", "Another team has this name. Each needs its own."))
        case .unknownMember: reading.add(Malformed("members", "Somebody chosen was archived meanwhile. Choose again."))
        case .changedMeanwhile:
            let now = try await self.shown(context)
            reading.add(Malformed("name", "Somebody changed this to “\(now.words)” meanwhile. \(Self.again)"))
            return try await page(context, now, entry, reading, status: .conflict)
        }
        return try await page(context, shown, entry, reading)
    }

    private static let again = "Save again to keep yours."

    private func page(
        _ context: StaffContext, _ shown: ShownTeam?, _ entry: TeamEntry, _ reading: FormReading,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let staff = try await site.installation.staffChoices()
        let archived = shown?.members.filter { !staff.contains($0) } ?? []
        let frame = try site.workingFrame(context, at: .people, errors: reading.summary)
        return site.answer(
            TeamFormPage(shown, entry, staff + archived, reading, frame: frame), status: reading.isGood ? .ok : status)
    }
}
