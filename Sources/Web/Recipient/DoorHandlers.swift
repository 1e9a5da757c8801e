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
        // A stranger with the link may use its limit up; whoever was let in is not kept out by that.
        if case .entered = opened {} else { try link.countLanding(genuine: true) }
        switch opened {
        case .refused(let refusal): return try link.refused(refusal)
        case .protected: return try door(link)
        case .open(let file): return try openDoor(link, file)
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
        site.answer(DoorPage(frame: try link.frame(), action: link.path("challenge"), email: Field("email")))
    }

    private func openDoor(_ link: LinkAnswers, _ file: LinkedFile) throws -> Response {
        guard let attachment = file.attachment else {
            return site.answer(try FilePage(textOf: file, link))
        }
        return site.answer(
            OpenDoorPage(
                frame: try link.frame(), file: FileFacts(attachment), availableUntil: When(file.link.availableUntil),
                download: link.path("download")))
    }
}
