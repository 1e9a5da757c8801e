import Actions
import Domain

/// One fact about how somebody gets in, with what can be done about it.
struct AccessLine: Sendable {
    let label: String
    var since: When?
    let until: When?
    let status: StatusTag
    let buttons: [PostButton]
    /// To a page that asks first; nil where a button does, or nothing can be done.
    var link: Link?

    struct Link: Sendable {
        let label: String
        let path: String
    }
}

extension AccessLine {
    /// How far somebody has come to an account of their own.
    static func password(_ shown: ShownPerson, path: String, now: Moment) -> AccessLine {
        let status = AccountStanding(shown.account, shown.invitation, now: now)
        let invite = PostButton(
            shown.invitation == nil ? "Invite" : "Send again", action: "\(path)/invitations", about: "by e-mail")
        let withdraw = PostButton("Withdraw", action: "\(path)/invitations/deletion", about: "the invitation")
        let buttons: [PostButton] =
            switch status {
            case .invited: [invite, withdraw]
            case .expired, .withdrawn, .noPassword: [invite]
            case .accepted, .hasPassword, .closed: []
            }
        return AccessLine(
            label: shown.invitation == nil ? "Password" : "Invitation",
            until: status == .invited ? shown.invitation.map { When($0.expiresAt) } : nil, status: status.tag,
            buttons: buttons)
    }

    /// The address that the account is to have once it is confirmed there.
    static func awaited(_ shown: ShownAwaitedAddress, path: String) -> AccessLine {
        AccessLine(
            label: "\(shown.awaited.address.spelling), asked for by \(shown.asker)", since: When(shown.awaited.askedAt),
            until: When(shown.awaited.expiresAt), status: StatusTag("To be confirmed", .warn, .mail),
            buttons: [
                PostButton("Send again", action: "\(path)/awaited-address", about: "to the new address"),
                PostButton(
                    "Take back", action: "\(path)/awaited-address/deletion", isDangerous: true, about: "the new address"
                ),
            ])
    }

    /// Whether signing in takes an authenticator app.
    static func factor(isOn: Bool, path: String) -> AccessLine {
        AccessLine(
            label: "Authenticator app", until: nil,
            status: isOn ? StatusTag("On", .ok, .check) : StatusTag("Off", .idle, .unlock),
            buttons: isOn
                ? [PostButton("Take it off", action: "\(path)/second-factor/deletion", isDangerous: true)] : [])
    }

    /// Whether the account is open; nobody closes their own.
    static func account(_ shown: ShownPerson, isOwn: Bool, path: String) -> AccessLine {
        let closedAt = shown.account?.disabledAt
        return AccessLine(
            label: "Account", since: closedAt.map { When($0) }, until: nil,
            status: closedAt == nil ? StatusTag("Open", .ok, .check) : StatusTag("Closed", .idle, .lock),
            buttons: closedAt == nil ? [] : [PostButton("Open again", action: "\(path)/closure/deletion")],
            link: closedAt == nil && !isOwn ? Link(label: "Close the account", path: "\(path)/closure") : nil)
    }

    /// Whether the organisation's sign-in service signs in.
    static func provider(_ account: ProviderAccount, name: String, path: String) -> AccessLine {
        AccessLine(
            label: name, since: When(account.linkedAt), until: nil, status: StatusTag("Linked", .ok, .check),
            buttons: [PostButton("Unlink", action: "\(path)/provider-account/deletion", isDangerous: true)])
    }

    /// Whether wrong passwords keep an account from signing in.
    static func lock(_ until: Moment, path: String) -> AccessLine {
        AccessLine(
            label: "Too many wrong passwords", until: When(until.fullMinute),
            status: StatusTag("Locked", .warn, .lock),
            buttons: [PostButton("Lift the lock", action: "\(path)/lock/deletion")])
    }
}

/// How far somebody has come to an account of their own.
enum AccountStanding: Sendable {
    case invited
    case expired
    case withdrawn
    case accepted
    case noPassword
    case hasPassword
    case closed

    init(_ account: StaffAccount?, _ invitation: AccountLink?, now: Moment) {
        guard account?.disabledAt == nil else {
            self = .closed
            return
        }
        let hasPassword = account?.passwordHash != nil
        switch invitation?.state(now: now) {
        case .used: self = .accepted
        case .live: self = hasPassword ? .hasPassword : .invited
        case .expired: self = hasPassword ? .hasPassword : .expired
        case .withdrawn: self = hasPassword ? .hasPassword : .withdrawn
        case nil: self = hasPassword ? .hasPassword : .noPassword
        }
    }

    var tag: StatusTag {
        switch self {
        case .invited: StatusTag("Invited", .info, .mail)
        case .expired: StatusTag("Invitation expired", .warn, .clock)
        case .withdrawn: StatusTag("Invitation withdrawn", .idle, .cross)
        case .accepted: StatusTag("Accepted", .ok, .check)
        case .noPassword: StatusTag("Cannot sign in yet", .idle, .lock)
        case .hasPassword: StatusTag("Set", .ok, .check)
        case .closed: StatusTag("Account closed", .idle, .lock)
        }
    }

    /// For lists: nil where there is nothing to do about it.
    var notice: StatusTag? {
        switch self {
        case .accepted, .hasPassword: nil
        default: tag
        }
    }
}
