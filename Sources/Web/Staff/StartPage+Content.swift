import Actions
import Domain

extension StartPage {
    init(_ overview: StartOverview, for viewer: Viewer, frame: WorkingFrame) {
        let maySend = viewer.rights.maySendUpdates
        let tasks = Self.tasks(overview.done, for: viewer.rights)
        let needs = [overview.failed, overview.expiring, overview.barred]
        let reviews = [overview.returned, overview.waiting]
        self.init(
            frame: frame,
            failed: overview.failed.map {
                Attention($0, remedy: maySend ? ("Resend the notice", "resends") : nil)
            },
            expiring: overview.expiring.map {
                Attention($0, remedy: maySend ? ("Extend the links", "extensions") : nil)
            },
            barred: overview.barred.map { Attention($0, remedy: nil) },
            returned: overview.returned.map { Review($0, at: $0.update.giveBack?.at) },
            waiting: overview.waiting.map { Review($0, at: $0.update.submission?.at) },
            isQuiet: tasks.isEmpty && needs.allSatisfy(\.isEmpty) && reviews.allSatisfy(\.isEmpty)
                && overview.wrongCodes == nil,
            recentCases: overview.recentCases.map { CaseRow($0) },
            tasks: tasks, wrongCodes: overview.wrongCodes.map(FileSize.grouped))
    }

    /// None once an update was sent, whether or not advice was followed; only what this person may do.
    private static func tasks(_ done: FirstDone, for rights: Rights) -> [Task] {
        let contactLine = Task(
            label: "Set the contact line", explanation: "Recipients' pages name it. Nothing is sent without it.",
            path: "/help", isDone: done.contactLine)
        let client = Task(
            label: "Add a client", explanation: "Somebody with an e-mail address, to send updates to.",
            path: "/people/new", isDone: done.client)
        let aCase = Task(
            label: "Open the first case", explanation: "Then assign people to it.", path: "/cases/new",
            isDone: done.aCase)
        let send = Task(
            label: "Send the first update", explanation: "Write it, attach files, validate it, send it.",
            path: "/cases", isDone: done.aSend)
        let steps =
            (rights.mayKeepPeople ? [client] : []) + (rights.mayOpenCases ? [aCase] : [])
            + (rights.maySendUpdates ? [send] : [])
        guard !steps.isEmpty, !([contactLine] + steps).allSatisfy(\.isDone) else { return [] }
        let advice = Task(
            label: "Ask for identity verification",
            explanation:
                "Recommended. Tick it in access groups; links then open only after a mailed code, unless the sender says otherwise.",
            path: "/access-groups", isDone: done.verification)
        return [contactLine, advice] + steps
    }
}

extension StartPage.Review {
    init(_ review: UpdateInReview, at moment: Moment?) {
        let update = review.update
        self.init(
            title: update.title, caseReference: review.caseReference, path: "/updates/\(update.id)", by: review.by,
            at: When(moment ?? update.createdAt), reason: update.state == .returned ? update.giveBack?.reason : nil)
    }
}

extension StartPage.Attention {
    init(_ need: DeliveryInNeed, remedy: (label: String, action: String)?) {
        let path = "/deliveries/\(need.delivery.id)"
        let name = need.recipient?.name ?? "Somebody"
        self.init(
            recipient: name, address: need.delivery.address.spelling,
            updateTitle: need.updateTitle, caseReference: need.caseReference, path: path, when: When(need.at),
            reason: need.reason,
            remedy: remedy.map { PostButton($0.label, action: "\(path)/\($0.action)?to=start", about: name) })
    }
}
