import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/delegations/{delegation}`: whether somebody is let in whom a recipient asks for.
struct DelegationHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading(), reason: "", person: "")
    }

    func approve(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["person", "reason"])
        var reading = FormReading()
        let words = reading.read { () throws(Malformed) in try Self.reason(form.text("reason")) }
        let record = try await record(form, context, &reading)
        guard let words, let record else {
            return try await page(context, reading, reason: form.text("reason"), person: form.text("person"))
        }
        let id: ID<Delegation> = try context.facts.id("delegation")
        let decided = try await reading.saving {
            try await site.installation.approveDelegate(id, as: record, reason: words.text, by: context.viewer)
        }
        guard let decided else {
            return try await page(context, reading, reason: form.text("reason"), person: form.text("person"))
        }
        return try await answer(decided, .delegateLetIn, form, context)
    }

    func decline(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["person", "reason"])
        var reading = FormReading()
        let words = reading.read { () throws(Malformed) in try Self.reason(form.text("reason")) }
        guard let words else {
            return try await page(context, reading, reason: form.text("reason"), person: form.text("person"))
        }
        let decided = try await site.installation.declineDelegate(
            context.facts.id("delegation"), reason: words.text, by: context.viewer)
        return try await answer(decided, .delegateDeclined, form, context)
    }

    /// What staff write for the recipient; nothing at all is fine.
    struct Words: Sendable {
        let text: String?
    }

    static func reason(_ typed: String, field: String = "reason") throws(Malformed) -> Words {
        guard !typed.allSatisfy(\.isWhitespace) else { return Words(text: nil) }
        do {
            return Words(
                text: try ReasonText(reading: typed, limit: 500, asking: "Leave it empty, or write a sentence.").text)
        } catch {
            throw Malformed(field, error.remedy)
        }
    }

    /// Where nobody has the address, it is somebody new.
    private func record(
        _ form: Form, _ context: StaffContext, _ reading: inout FormReading
    ) async throws -> DelegateRecord? {
        let found = try await found(context)
        guard !found.records.isEmpty else { return .new }
        switch form.text("person") {
        case "new": return .new
        case "":
            reading.add(Malformed("person", "Choose who this is."))
            return nil
        case let text:
            return reading.read { () throws(Malformed) in
                guard let id = try? ID<Person>(reading: text) else { throw Malformed("person", "Choose who this is.") }
                return .person(id)
            }
        }
    }

    private func answer(
        _ decided: DecidedDelegate, _ told: Told, _ form: Form, _ context: StaffContext
    ) async throws -> Response {
        switch decided {
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .obstacle:
            return try await page(
                context, FormReading(), reason: form.text("reason"), person: form.text("person"), isRefused: true)
        case .earlier(let state, let name, let at):
            let path = try "/delegations/\(context.facts.id("delegation", of: Delegation.self))"
            throw Refusal(
                Problem(
                    409, "It is decided already", "\(state.act) by \(name) on \(When(at).short). Nothing was changed.",
                    wayOn: Problem.WayOn(label: "See the request", path: path)))
        case .done: return .seeOther(told.at("/deliveries/\(try await found(context).delivery.id)"))
        }
    }

    private func found(_ context: StaffContext) async throws -> FoundDelegation {
        let found = try await site.installation.showDelegation(context.facts.id("delegation"), to: context.viewer)
        guard let found else { throw Refusal.notFound }
        return found
    }

    private func page(
        _ context: StaffContext, _ reading: FormReading, reason: String, person: String, isRefused: Bool = false
    ) async throws -> Response {
        let found = try await found(context)
        let frame = try site.workingFrame(context, at: .cases, errors: reading.summary)
        let page = DelegationPage(found, reading, reason: reason, person: person, for: context.viewer, frame: frame)
        return site.answer(page, status: reading.isGood && !isRefused ? .ok : .unprocessableContent)
    }
}
