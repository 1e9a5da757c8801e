import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/f/{token}/delegates`: a recipient asks for somebody else to be let in, and takes it back.
struct DelegateHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let link = try LinkAnswers(site, context)
        try link.countLanding(genuine: false)
        return try await page(link, FormReading(), Form(reading: []))
    }

    func ask(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only(["name", "email", "reason"])
        let link = try LinkAnswers(site, context)
        try link.countForm()
        var reading = FormReading()
        let name = reading.read { () throws(Malformed) in
            guard !form.text("name").allSatisfy(\.isWhitespace) else { throw Malformed("name", "Enter their name.") }
            return try Typed.line(form.text("name"), field: "name")
        }
        let address = reading.read { () throws(Malformed) in try Typed.address(form.text("email")) }
        let reason = reading.read { () throws(Malformed) in
            try ProposedDelegate.reason(reading: form.text("reason"))
        }
        guard let name, let address, let reason else { return try await page(link, reading, form) }
        let delegate = ProposedDelegate(name: name, address: address, reason: reason)
        switch try await site.installation.askForDelegate(link.token, delegate, by: context.visitor) {
        case .refused(let refusal): return try link.refused(refusal)
        case .notTheirs: throw Self.notTheirs(link)
        case .ownAddress:
            reading.add(Malformed("email", "This is an address of your own. Give that of the other person."))
        case .already(.waiting):
            reading.add(Malformed("email", "You asked for this address already. The sender has not answered yet."))
        case .already: reading.add(Malformed("email", "You asked for this address already, and it was let in."))
        case .tooMany:
            reading.add(
                Malformed("email", "Three requests wait already, or ten were made. You cannot ask for more now."))
        case .asked: return .seeOther(Told.delegateAsked.at(link.path("delegates")))
        }
        return try await page(link, reading, form)
    }

    func withdraw(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        let link = try LinkAnswers(site, context)
        try link.countForm()
        let id: ID<Delegation> = try context.facts.id("delegation")
        switch try await site.installation.withdrawDelegate(id, at: link.token, by: context.visitor) {
        case .refused(let refusal): return try link.refused(refusal)
        case .notTheirs: throw Self.notTheirs(link)
        case .nothingToDo, .done: return .seeOther(link.path("delegates"))
        }
    }

    private func page(_ link: LinkAnswers, _ reading: FormReading, _ form: Form) async throws -> Response {
        switch try await site.installation.showDelegations(link.token, by: link.context.visitor) {
        case .refused(let refusal): return try link.refused(refusal)
        case .notTheirs: throw Self.notTheirs(link)
        case .shown(let own, let entry):
            let fields = DelegatesPage.Form(
                action: link.path("delegates"), name: reading.field("name", form.text("name")),
                email: reading.field("email", form.text("email")), reason: reading.field("reason", form.text("reason")))
            let page = DelegatesPage(
                frame: try link.frame(
                    flash: Told.flash(link.context.facts), errors: reading.summary, hasGrant: entry.isGrant),
                delegates: own.map { DelegateRow($0, link) },
                form: Installation.mayAskForMore(than: own) || !reading.isGood ? fields : nil, back: link.path())
            return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
        }
    }

    /// Not said to be about anybody: whoever was not verified as the recipient reads the same.
    private static func notTheirs(_ link: LinkAnswers) -> Refusal {
        Refusal(
            Problem(
                403, "Only the recipient can do this",
                "Others are let in at the request of the person to whom the link was sent. If that is you, confirm your e-mail address first.",
                wayOn: Problem.WayOn(label: "Back to the link", path: link.path())))
    }
}
