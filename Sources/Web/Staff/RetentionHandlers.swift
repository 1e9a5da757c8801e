import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/cases/{case}/retention` and `/cases/{case}/hold`: how long a case is kept.
struct RetentionHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading(), months: nil, reason: "")
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["months"])
        var reading = FormReading()
        let months = reading.read { () throws(Malformed) in try RetentionMonths.reading(form.text("months")) }
        guard let months else { return try await page(context, reading, months: form.text("months"), reason: "") }
        let kept = try await site.installation.setRetention(
            months, of: context.facts.id("case"), by: context.viewer)
        return try answer(kept, .saved, context)
    }

    func place(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await hold(form, context, .held) { reason in
            try await site.installation.placeHold(reason: reason, on: context.facts.id("case"), by: context.viewer)
        }
    }

    func lift(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await hold(form, context, .lifted) { reason in
            try await site.installation.liftHold(reason: reason, on: context.facts.id("case"), by: context.viewer)
        }
    }

    private func hold(
        _ form: Form, _ context: StaffContext, _ told: Told, _ action: (String) async throws -> KeptRetention
    ) async throws -> Response {
        try form.only(["reason"])
        var reading = FormReading()
        let reason = reading.read { () throws(Malformed) in try LegalHold.reason(reading: form.text("reason")) }
        guard let reason else { return try await page(context, reading, months: nil, reason: form.text("reason")) }
        return try answer(try await action(reason), told, context)
    }

    private func answer(_ kept: KeptRetention, _ told: Told, _ context: StaffContext) throws -> Response {
        let path = "/cases/\(try context.facts.id("case", of: CaseFile.self))/retention"
        switch kept {
        case .kept: return .seeOther(told.at(path))
        case .heldAlready: return .seeOther(Told.wasHeld.at(path))
        case .notHeld: return .seeOther(Told.notHeld.at(path))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    private func page(
        _ context: StaffContext, _ reading: FormReading, months: String?, reason: String
    ) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        guard let shown = try await site.installation.showRetention(of: id, to: context.viewer) else {
            throw Refusal.notFound
        }
        guard reading.isGood || context.viewer.rights.mayKeepRetention else { throw Refusal.status(403) }
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let frame = try site.workingFrame(context, at: .cases, flash: flash, errors: reading.summary)
        let page = RetentionPage(
            shown, reading, months: months, reason: reason, for: context.viewer, now: site.installation.now(),
            frame: frame)
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
