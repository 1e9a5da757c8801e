import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/permissions`: what roles may do.
struct PermissionHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, nil, FormReading())
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let boxes = RolePermissions.adjustable.flatMap { role in Permission.allCases.map { $0.field(of: role) } }
        try form.only(Set(boxes))
        guard context.viewer.rights.mayKeepPermissions else { throw Refusal.status(403) }
        var roles: [StaffRole: Set<Permission>] = [:]
        for role in RolePermissions.adjustable {
            roles[role] = Set(Permission.allCases.filter { form.has($0.field(of: role)) })
        }
        let chosen = RolePermissions(stored: roles)
        var reading = FormReading()
        for gap in chosen.gaps { reading.add(gap.problem) }
        guard reading.isGood else { return try await page(context, chosen, reading) }
        return try await keep(roles, chosen, context)
    }

    func ship(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let shipped = RolePermissions.shipped
        let roles = RolePermissions.adjustable.map { ($0, shipped[$0]) }
        return try await keep(Dictionary(uniqueKeysWithValues: roles), shipped, context)
    }

    private func keep(
        _ roles: [StaffRole: Set<Permission>], _ chosen: RolePermissions, _ context: StaffContext
    ) async throws -> Response {
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        switch try await site.installation.changePermissions(to: roles, version: version, by: context.viewer) {
        case .kept: return .seeOther((chosen == .shipped ? Told.rolesAsShipped : .saved).at("/permissions"))
        case .notAllowed: throw Refusal.status(403)
        case .changedMeanwhile:
            var reading = FormReading()
            reading.add(Malformed("history", try await newer(context)))
            return try await page(context, chosen, reading, status: .conflict)
        }
    }

    /// Who was faster, and with what.
    private func newer(_ context: StaffContext) async throws -> String {
        let latest = try await site.installation.showPermissions(to: context.viewer).changes.first
        let who = latest.map { $0.by.isEmpty ? "Somebody" : $0.by } ?? "Somebody"
        let what = latest.map { " (\($0.differences.map(\.words).joined(separator: ". ")))" } ?? ""
        return "\(who) changed this meanwhile\(what). Save again to have it as it is ticked here."
    }

    private func page(
        _ context: StaffContext, _ chosen: RolePermissions?, _ reading: FormReading,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let shown = try await site.installation.showPermissions(to: context.viewer)
        let frame = try site.workingFrame(
            context, at: nil, flash: reading.isGood ? Told.flash(context.facts) : nil, errors: reading.summary)
        return site.answer(
            PermissionsPage(shown, chosen: chosen, reading, for: context.viewer, frame: frame),
            status: reading.isGood ? .ok : status)
    }
}
