import Actions
import Domain

extension DeliveryPage.TimelineEntry {
    init(_ event: DeliveryEvent, in history: DeliveryHistory) {
        let (words, tone, icon) = Self.look(of: event)
        let link = event.link.flatMap { id in history.tracked.links.first { $0.id == id } }
        let file = Self.isAboutFile(event.kind) ? link.map { ": " + Self.file(of: $0, event, in: history) } : nil
        self.init(
            when: When(event.at), words: words + (file ?? ""), tone: tone, icon: icon,
            actor: Self.actor(of: event, in: history), isFaint: event.kind == .linkVisited, details: Self.details(event)
        )
    }

    /// What happened, and in between which files were replaced since this was sent.
    static func all(in history: DeliveryHistory) -> [DeliveryPage.TimelineEntry] {
        let sent = history.tracked.delivery.createdAt
        let newer = (history.tracked.files.map(\.attachment) + history.superseded).filter {
            $0.replacement != nil && $0.createdAt >= sent
        }
        let events = history.tracked.events.map { (at: $0.at, entry: Self($0, in: history)) }
        let replacements = newer.map { (at: $0.createdAt, entry: Self(replacement: $0, in: history)) }
        let delegations = (history.delegations + [history.broughtBy].compactMap { $0 }).flatMap {
            Self.all(of: $0, in: history)
        }
        return (replacements + delegations + events).enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }.map(\.element.entry)
    }

    private init(replacement file: Attachment, in history: DeliveryHistory) {
        self.init(
            when: When(file.createdAt), words: "Replaced by version \(file.version): \(file.name.text)", tone: .warn,
            icon: .file, actor: file.replacement?.by.flatMap { history.people[$0]?.name }, isFaint: false,
            details: [
                DeliveryPage.Detail(name: "Reason", value: file.replacement?.reason ?? ""),
                DeliveryPage.Detail(name: "SHA-256", value: file.sha256.hex),
            ])
    }

    /// Named as it was then, with its version where there are several.
    private static func file(of link: FileLink, _ event: DeliveryEvent, in history: DeliveryHistory) -> String {
        let isDownload = [.downloadStarted, .downloadCompleted, .downloadAborted].contains(event.kind)
        guard isDownload, let file = history.file(of: link, version: event.fileVersion) else {
            return history.fileName(of: link)
        }
        let hasVersions = file.replacement != nil || file.supersededAt != nil
        return hasVersions ? "\(file.name.text) (version \(file.version))" : file.name.text
    }

    private static func look(of event: DeliveryEvent) -> (String, StatusTag.Tone, Icon) {
        switch event.kind {
        case .queued where event.isInAppOnly: ("Told in the application only", .info, .person)
        case .resent where event.isInAppOnly: ("Told again, in the application only", .info, .person)
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
        case .person(_, let address?): "\(history.reader(of: address)), verified"
        case .person(let id, nil) where history.people[id].map { $0.kind != .staff } ?? false:
            "\(history.actor(of: event)), signed in to the portal"
        case .person: history.actor(of: event)
        case .linkHolder: "whoever had the link"
        case .machine: nil
        case .unknown: event.kind == .linkVisited ? "may be an automatic scanner" : "not verified"
        }
    }

    private static func details(_ event: DeliveryEvent) -> [DeliveryPage.Detail] {
        var details: [DeliveryPage.Detail] = []
        if let detail = event.detail {
            let name = event.mail == nil ? "Note" : [.queued, .resent].contains(event.kind) ? "The mail" : "Answer"
            details.append(DeliveryPage.Detail(name: name, value: detail))
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
