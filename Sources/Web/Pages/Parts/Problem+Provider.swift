/// What staff are told whom the organisation's sign-in service did not bring in.
extension Problem {
    private static let back = WayOn(label: "Back to sign-in", path: "/sign-in")

    /// 502: it cannot be asked, or what it says is not to be believed. The log says which.
    static func providerFailed(_ name: String, passwords: Bool) -> Problem {
        Problem(
            502, "\(name) cannot be used right now",
            "Nobody was signed in. Try again in a moment."
                + (passwords ? " If you have a password, you can sign in with it meanwhile." : ""), wayOn: back)
    }

    /// 403: it signed nobody in.
    static func providerDeclined(_ name: String) -> Problem {
        Problem(403, "You were not signed in", "\(name) did not sign you in, or you left before it did.", wayOn: back)
    }

    /// 403: whoever it is has no account here. Whether the address is known here is not said.
    static func providerUnknown(_ name: String) -> Problem {
        Problem(
            403, "No account opens with this sign-in",
            "\(name) signed you in, but no open account here belongs to that sign-in. Accounts are made by an "
                + "administrator, for the address that \(name) has verified.", wayOn: back)
    }

    /// 403: somebody else signed in, or the service did not ask again.
    static func providerNotProven(_ name: String) -> Problem {
        Problem(
            403, "It was not confirmed that it is you",
            "Nothing was done. \(name) has to ask you to sign in again, and it has to be you.",
            wayOn: WayOn(label: "Back to your account", path: "/account"))
    }
}
