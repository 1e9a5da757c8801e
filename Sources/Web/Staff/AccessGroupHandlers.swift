import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/access-groups`: who may see which updates, and which of them have to be validated.
struct AccessGroupHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let groups = try await site.installation.listAccessGroups(to: context.viewer)
        let frame = try site.workingFrame(context, at: nil, flash: Told.flash(context.facts))
        return site.answer(AccessGroupsPage(groups, for: context.viewer, frame: frame))
    }

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayKeepAccessGroups else { throw Refusal.status(403) }
        return try page(context, nil, AccessGroupEntry(), FormReading())
    }

    func add(_ form: Form, _ context: StaffContext) async throws -> Response {
        let entry = try AccessGroupEntry(reading: form)
        var reading = FormReading()
        guard let details = entry.details(&reading) else { return try page(context, nil, entry, reading) }
        let kept = try await site.installation.addAccessGroup(details, by: context.viewer)
        return try answer(kept, nil, entry, context)
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        return try page(context, shown, AccessGroupEntry(shown.group), FormReading())
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        let entry = try AccessGroupEntry(reading: form)
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        var reading = FormReading()
        guard let details = entry.details(&reading) else { return try page(context, shown, entry, reading) }
        let kept = try await site.installation.changeAccessGroup(
            shown.group.id, to: details, version: version, by: context.viewer)
        guard case .changedMeanwhile = kept else { return try answer(kept, shown, entry, context) }
        let now = try await self.shown(context)
        for problem in entry.differences(from: AccessGroupEntry(now.group)) { reading.add(problem) }
        return try page(context, now, entry, reading, status: .conflict)
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
        switch try await site.installation.archiveAccessGroup(
            context.facts.id("group"), isArchived, by: context.viewer)
        {
        case .kept: return .seeOther(told.at("/access-groups"))
        case .notAllowed: throw Refusal.status(403)
        case .isStandard: return .seeOther(Told.noChange.at("/access-groups"))
        default: throw Refusal.notFound
        }
    }

    private func shown(_ context: StaffContext) async throws -> ShownAccessGroup {
        let id: ID<AccessGroup> = try context.facts.id("group")
        guard context.viewer.rights.mayKeepAccessGroups else { throw Refusal.status(403) }
        guard let shown = try await site.installation.showAccessGroup(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        return shown
    }

    private func answer(
        _ kept: KeptAccessGroup, _ shown: ShownAccessGroup?, _ entry: AccessGroupEntry, _ context: StaffContext
    ) throws -> Response {
        switch kept {
        case .kept: return .seeOther(Told.saved.at("/access-groups"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown, .isStandard, .changedMeanwhile: throw Refusal.notFound
        case .nameTaken:
            var reading = FormReading()
            reading.add(Malformed("name", "Another access group has this name. Each needs its own."))
            return try page(context, shown, entry, reading)
        }
    }

    private func page(
        _ context: StaffContext, _ shown: ShownAccessGroup?, _ entry: AccessGroupEntry, _ reading: FormReading,
        status: HTTPResponse.Status = .unprocessableContent
    ) throws -> Response {
        let frame = try site.workingFrame(context, at: nil, errors: reading.summary)
        return site.answer(
            AccessGroupFormPage(shown, entry, reading, frame: frame), status: reading.isGood ? .ok : status)
    }
}
