import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/distribution-groups`: saved sets of recipients.
struct DistributionGroupHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try caseFile(context)
        guard let listed = try await site.installation.listDistributionGroups(of: id, for: context.viewer) else {
            throw Refusal.notFound
        }
        let frame = try site.workingFrame(
            context, at: id == nil ? .people : .cases, flash: Told.flash(context.facts))
        return site.answer(DistributionGroupsPage(listed, frame: frame))
    }

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        let frame = try site.workingFrame(context, at: shown.place, flash: Told.flash(context.facts))
        return site.answer(DistributionGroupPage(shown, frame: frame))
    }

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await form(context, for: caseFile(context), DistributionGroupEntry(), FormReading())
    }

    func make(_ form: Form, _ context: StaffContext) async throws -> Response {
        let (id, entry) = (try caseFile(context), try DistributionGroupEntry(reading: form))
        var reading = FormReading()
        guard let details = entry.details(&reading) else {
            return try await self.form(context, for: id, entry, reading)
        }
        let kept = try await site.installation.addDistributionGroup(details, for: id, by: context.viewer)
        if case .kept(let group) = kept { return .seeOther(Told.added.at("/distribution-groups/\(group)")) }
        try Self.refuse(kept, &reading)
        return try await self.form(context, for: id, entry, reading)
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        guard shown.mayBeChanged else { throw Refusal.status(403) }
        return try await form(
            context, for: shown.group.caseFile, DistributionGroupEntry(shown.group), FormReading(), of: shown)
    }

    /// Saves over what the form showed; where somebody else saved meanwhile, the form comes again with what was ticked here.
    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        var entry = try DistributionGroupEntry(reading: form)
        entry.version = version
        var reading = FormReading()
        let (id, caseFile) = (shown.group.id, shown.group.caseFile)
        guard let details = entry.details(&reading) else {
            return try await self.form(context, for: caseFile, entry, reading, of: shown)
        }
        let kept = try await site.installation.changeDistributionGroup(
            id, to: details, seen: version, by: context.viewer)
        switch kept {
        case .kept: return .seeOther(Told.saved.at("/distribution-groups/\(id)"))
        case .changedMeanwhile:
            entry.version = shown.group.version
            reading.add(Malformed("members", shown.newerWords))
            return try await self.form(context, for: caseFile, entry, reading, of: shown, status: .conflict)
        case let refusal:
            try Self.refuse(refusal, &reading)
            return try await self.form(context, for: caseFile, entry, reading, of: shown)
        }
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
        let id: ID<DistributionGroup> = try context.facts.id("distributionGroup")
        let kept = try await site.installation.archiveDistributionGroup(id, isArchived, by: context.viewer)
        if case .kept = kept { return .seeOther(told.at("/distribution-groups/\(id)")) }
        if case .nameTaken = kept {
            throw Refusal(
                Problem(409, "Another group has this name", "Give that one another name first, or archive it."))
        }
        var reading = FormReading()
        try Self.refuse(kept, &reading)
        throw Refusal.notFound
    }

    private static func refuse(_ kept: KeptDistributionGroup, _ reading: inout FormReading) throws {
        switch kept {
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        case .closed:
            throw Refusal(Problem(409, "This case is closed", "Its groups cannot be changed. Open it again first."))
        case .archived: throw Refusal(Problem(409, "This group is archived", "It cannot be changed any more."))
        case .nameTaken: reading.add(Malformed("name", "Another group has this name. Each needs its own."))
        case .unknownMember:
            reading.add(Malformed("members", "One of the members is not there any more. Choose again."))
        case .containsItself:
            reading.add(Malformed("members", "A group cannot contain itself, nor one that contains it."))
        case .changedMeanwhile, .kept: break
        }
    }

    /// The case that is asked about in `?case=`; nil for the organisation.
    private func caseFile(_ context: StaffContext) throws -> ID<CaseFile>? {
        guard let text = context.facts.query("case"), !text.isEmpty else { return nil }
        guard let id = try? ID<CaseFile>(reading: text) else { throw Refusal.notFound }
        return id
    }

    private func shown(_ context: StaffContext) async throws -> ShownDistributionGroup {
        let id: ID<DistributionGroup> = try context.facts.id("distributionGroup")
        guard let shown = try await site.installation.showDistributionGroup(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        return shown
    }

    private func form(
        _ context: StaffContext, for id: ID<CaseFile>?, _ entry: DistributionGroupEntry, _ reading: FormReading,
        of shown: ShownDistributionGroup? = nil, status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let rights = context.viewer.rights
        guard id == nil ? rights.mayKeepGroupsOfOrganisation : rights.mayChangeCases else { throw Refusal.status(403) }
        let choices = try await site.installation.distributionGroupChoices(
            for: id, except: shown?.group.id, viewer: context.viewer)
        guard let choices else { throw id == nil ? Refusal.status(403) : Refusal.notFound }
        let frame = try site.workingFrame(
            context, at: id == nil ? .people : .cases, errors: reading.summary)
        return site.answer(
            DistributionGroupFormPage(choices, entry, reading, of: shown, frame: frame),
            status: reading.isGood ? .ok : status)
    }
}
