import Actions
import Domain

extension DeliveryPage.TimelineEntry {
    init(_ event: DeliveryEvent, in history: DeliveryHistory) {
        let (words, tone, icon) = Self.look(of: event)
        let link = event.link.flatMap { id in history.tracked.links.first { $0.id == id } }
        let file = Self.isAboutFile(event.kind) ? link.map { ": " + history.fileName(of: $0) } : nil
        self.init(
            when: When(event.at), words: words + (file ?? ""), tone: tone, icon: icon,
            actor: Self.actor(of: event, in: history), isFaint: event.kind == .linkVisited, details: Self.details(event)
        )
    }

    private static func look(of event: DeliveryEvent) -> (String, StatusTag.Tone, Icon) {
        switch event.kind {
        case .queued: ("Queued", .idle, .clock)
        case .sent: (event.mail == .renewal ? "New link sent" : "Sent", .info, .mail)
        case .delivered: (event.mail == .code ? "Code delivered" : "Delivered", .ok, .mail)
        case .delayed: (event.mail == .code ? "Code delayed" : "Delayed", .warn, .clock)
        case .failed: (event.mail == .code ? "Code could not be delivered" : "Failed", .bad, .cross)
        case .resent: ("Sent again", .idle, .mail)
        case .linkVisited: ("Link visited", .idle, .machine)
        case .codeSent: ("Code sent", .info, .mail)
        case .codeWrong: ("Wrong code", .warn, .warning)
        case .mailboxVerified: ("Mailbox verified", .ok, .lock)
        case .viewed: ("Viewed", .info, .eye)
        case .downloadStarted: ("Download started", .info, .download)
        case .downloadCompleted: ("Download completed", .ok, .download)
        case .downloadAborted: ("Download broken off", .warn, .download)
        case .linkRevoked: ("Revoked", .bad, .cross)
        case .linkExtended: ("Extended", .info, .clock)
        case .renewalRequested: ("New link asked for", .warn, .clock)
        case .misdeliveryReported: ("Recipient says it was not for them", .bad, .warning)
        }
    }

    private static func isAboutFile(_ kind: EventKind) -> Bool {
        switch kind {
        case .downloadStarted, .downloadCompleted, .downloadAborted, .linkRevoked, .linkExtended, .linkVisited,
            .renewalRequested, .codeSent, .codeWrong:
            true
        default: false
        }
    }

    /// No more than is known (N-40).
    private static func actor(of event: DeliveryEvent, in history: DeliveryHistory) -> String? {
        switch event.actor {
        case .person(_, let address?): "\(address), verified"
        case .person: history.name(of: event.actor)
        case .linkHolder: "whoever had the link"
        case .machine: nil
        case .unknown: event.kind == .linkVisited ? "may be an automatic scanner" : "not verified"
        }
    }

    private static func details(_ event: DeliveryEvent) -> [DeliveryPage.Detail] {
        var details: [DeliveryPage.Detail] = []
        if let detail = event.detail {
            details.append(DeliveryPage.Detail(name: event.mail == nil ? "Note" : "Answer", value: detail))
        }
        if let client = event.client {
            details.append(DeliveryPage.Detail(name: "Network address", value: client.address))
            if !client.userAgent.isEmpty {
                details.append(DeliveryPage.Detail(name: "Browser", value: client.userAgent))
            }
        }
        return details
    }
}
