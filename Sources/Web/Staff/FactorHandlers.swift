import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/account/second-factor`: one's own authenticator app and recovery codes.
struct FactorHandlers: Sendable {
    let site: Site

    private static let path = "/account/second-factor"

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading())
    }

    func begin(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let begun = try await site.installation.beginFactor(by: context.viewer)
        return .seeOther(begun ? Self.path : Told.noChange.at(Self.path))
    }

    func confirm(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["code"])
        guard case .timed(let digits)? = try? FactorEntry(reading: form.text("code")) else {
            return try await page(context, FactorSetupPage.refused)
        }
        var reading = FormReading()
        switch try await site.installation.confirmFactor(digits, by: context.viewer, from: context.facts.signInPlace) {
        case .noneBegun: return .seeOther(Told.noChange.at(Self.path))
        case .wrong:
            reading.add(
                Malformed("code", "This is not the code. Check the clock of your device, and enter the one shown now."))
            return try await page(context, reading)
        case .tooManyTries(let until):
            throw Refusal.tooMany(until: until, now: site.installation.now()) { .codesPaused(until: $0) }
        case .on(let codes): return try recoveryCodes(codes, context)
        }
    }

    func end(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        switch try await site.installation.endFactor(by: context.viewer, from: context.facts.signInPlace) {
        case .ended: return .seeOther(Told.factorOff.at(Self.path))
        case .nothingToDo, .required: return .seeOther(Told.noChange.at(Self.path))
        case .notAllowed, .unknown: throw Refusal.notFound
        }
    }

    func renew(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let codes = try await site.installation.renewRecoveryCodes(
            by: context.viewer, from: context.facts.signInPlace)
        guard let codes else { return .seeOther(Told.noChange.at(Self.path)) }
        return try recoveryCodes(codes, context)
    }

    /// Told this once: the answer to the form itself, since they are kept nowhere.
    private func recoveryCodes(_ codes: [String], _ context: StaffContext) throws -> Response {
        site.answer(
            RecoveryCodesPage(
                frame: try site.workingFrame(context, at: nil), codes: codes, goOn: "/account", hidden: []))
    }

    private func page(_ context: StaffContext, _ reading: FormReading) async throws -> Response {
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let frame = try site.workingFrame(context, at: nil, flash: flash, errors: reading.summary)
        let isRequired = site.organisation.requiresSecondFactor
        let status: HTTPResponse.Status = reading.isGood ? .ok : .unprocessableContent
        switch try await site.installation.showFactor(to: context.viewer) {
        case .begun(let offer):
            let page = FactorSetupPage(
                offer, frame: frame, action: "\(Self.path)/confirmation", code: reading.field("code"),
                isRequired: isRequired, hidden: [], cancel: "/account")
            return site.answer(page, status: status)
        case .off:
            let page = FactorPage(frame: frame, isRequired: isRequired, begin: Self.path, on: nil)
            return site.answer(page, status: status)
        case .on(let since, let left):
            let on = FactorPage.On(
                since: When(since), codesLeft: left, renew: "/account/recovery-codes",
                end: isRequired ? nil : "\(Self.path)/deletion")
            return site.answer(
                FactorPage(frame: frame, isRequired: isRequired, begin: Self.path, on: on), status: status)
        }
    }
}
