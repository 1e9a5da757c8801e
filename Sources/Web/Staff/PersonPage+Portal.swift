import Actions
import Domain

extension PersonPage.Portal {
    init(_ shown: ShownPortalAccess, path: String, _ reading: FormReading, address chosen: String) {
        let isOn = shown.access != nil && shown.access?.switchedOffAt == nil
        let choices = shown.choices.map { address in
            Choice(address.spelling, address.spelling, isChosen: address.spelling == chosen)
        }
        self.init(
            line: AccessLine(shown, path: path), address: isOn ? shown.access?.address.spelling : nil,
            switchOn: choices.isEmpty
                ? nil
                : PersonPage.SwitchOn(
                    action: "\(path)/portal-access", address: reading.choice("address", choices)),
            sessions: shown.sessions.map { SessionRow($0, isThis: false, under: "\(path)/portal-sessions") },
            endAll: shown.sessions.isEmpty
                ? nil
                : PostButton("End all sessions", action: "\(path)/portal-sessions/deletion", isDangerous: true))
    }
}

extension AccessLine {
    /// How far somebody has come into the portal.
    init(_ shown: ShownPortalAccess, path: String) {
        let again = PostButton(
            "Send again", action: "\(path)/portal-access/invitations", about: "the invitation to the portal")
        let off = PostButton("Switch off", action: "\(path)/portal-access/deletion", isDangerous: true)
        let status = shown.state?.tag ?? StatusTag("Off", .idle, .lock)
        switch shown.state {
        case nil: self.init(label: "The portal", until: nil, status: status, buttons: [])
        case .off(let since):
            self.init(label: "The portal", since: When(since), until: nil, status: status, buttons: [])
        case .active(let since):
            self.init(label: "The portal", since: When(since), until: nil, status: status, buttons: [off])
        case .invitationOver: self.init(label: "Invitation", until: nil, status: status, buttons: [again, off])
        case .invited(let until):
            self.init(
                label: "Invitation", until: When(until),
                status: shown.isUndelivered ? StatusTag("Mail failed", .bad, .warning) : status, buttons: [again, off])
        }
    }
}

extension SessionRow {
    /// `path` is where one of these sessions is ended, before its id.
    init(_ session: PortalSession, isThis: Bool, under path: String) {
        let browser = BrowserWords.of(session.client.userAgent)
        self.init(
            browser: browser, address: session.client.address, startedAt: When(session.createdAt),
            seenAt: When(session.lastSeenAt), isThis: isThis,
            end: isThis ? nil : PostButton("End", action: "\(path)/\(session.id)/deletion", about: browser))
    }
}

extension PortalAccessState {
    var tag: StatusTag {
        switch self {
        case .invited: StatusTag("Invited", .info, .mail)
        case .invitationOver: StatusTag("Invitation expired", .warn, .clock)
        case .active: StatusTag("Active", .ok, .check)
        case .off: StatusTag("Switched off", .idle, .lock)
        }
    }

    /// For lists, where the word stands alone.
    var notice: StatusTag {
        switch self {
        case .invited: StatusTag("Invited to portal", .info, .mail)
        case .invitationOver: StatusTag("Portal invitation expired", .warn, .clock)
        case .active: StatusTag("Portal", .ok, .check)
        case .off: StatusTag("Portal off", .idle, .lock)
        }
    }
}
