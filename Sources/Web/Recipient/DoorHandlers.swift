import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/f/{token}`: the first page of every link.
struct DoorHandlers: Sendable {
    let site: Site

    /// Changes nothing but the notes of decision 6.
    func show(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let link = try LinkAnswers(site, context)
        try link.countLanding(genuine: false)
        let opened = try await site.installation.openLink(link.token, by: context.visitor)
        if case .refused(let refusal) = opened { return try link.refused(refusal) }
        // Others at the same address may use the limit up; whoever was let in is not kept out by that.
        if case .entered = opened {} else { try link.countLanding(genuine: true) }
        switch opened {
        case .refused(let refusal): return try link.refused(refusal)
        case .protected: return try door(link)
        case .open(let file, let text): return try openDoor(link, file, text: text)
        case .entered(let update): return site.answer(try FilePage(update, link))
        }
    }

    /// "Ask for a new link": one page whatever comes of it, for every link of ours.
    func renew(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        let link = try LinkAnswers(site, context)
        try link.countForm()
        if case .unknown = try await link.refusal() { return try link.refused(.unknown) }
        try await site.installation.askForRenewal(link.token, by: context.visitor)
        return site.answer(RenewalRequestedPage(frame: try link.frame()))
    }

    private func door(_ link: LinkAnswers) throws -> Response {
        let formToken = try link.context.facts.form.token(site: site)
        return site.answer(rendered: site.prepared.door(formToken: formToken, action: link.path("challenge")))
    }

    private func openDoor(_ link: LinkAnswers, _ file: LinkedFile, text: CaseUpdate?) throws -> Response {
        if let text { return site.answer(try FilePage(text: text, of: file, link)) }
        guard let attachment = file.attachment else { throw Refusal.notFound }
        return site.answer(
            OpenDoorPage(
                frame: try link.frame(), file: FileFacts(attachment), availableUntil: When(file.link.availableUntil),
                download: link.path("download")))
    }
}
