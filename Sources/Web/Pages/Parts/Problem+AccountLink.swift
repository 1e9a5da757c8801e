import Domain

extension Problem {
    /// 410 for a link to an account that can be used no more: whoever brings it was mailed it, so it is told why.
    static func accountLink(_ purpose: AccountLinkPurpose, _ state: AccountLinkState) -> Problem {
        let signIn = WayOn(label: "Go to sign-in", path: "/sign-in")
        let again = WayOn(label: "Ask for another e-mail", path: "/password-resets/new")
        switch (purpose, state) {
        case (.invitation, .used):
            return Problem(
                410, "You have accepted this invitation", "Sign in with the password that you chose.", wayOn: signIn)
        case (.invitation, .expired), (.invitation, .live):
            return Problem(
                410, "This invitation has expired", "Ask the colleague who invited you to send it again.",
                wayOn: signIn)
        case (.invitation, .withdrawn):
            return Problem(
                410, "This invitation no longer holds",
                "It was withdrawn, or a later e-mail took its place. Look for a later one, or ask the colleague who "
                    + "invited you.", wayOn: signIn)
        case (.passwordReset, .used):
            return Problem(
                410, "This link was used",
                "The password was changed with it. Sign in with the new one, or ask for "
                    + "another e-mail.", wayOn: signIn)
        case (.passwordReset, _):
            return Problem(
                410, "This link no longer works",
                "It works for an hour, and only the one in the latest e-mail does.", wayOn: again)
        case (.portal, .used):
            return Problem(
                410, "Your access is active", "This link has done its work. Sign in with a code that we e-mail you.",
                wayOn: WayOn(label: "Go to sign-in", path: "/portal/sign-in"))
        case (.portal, .expired), (.portal, .live):
            return Problem(
                410, "This invitation has expired", "Ask whoever invited you to send it again.")
        case (.portal, .withdrawn):
            return Problem(
                410, "This invitation no longer holds",
                "It was withdrawn, or a later e-mail took its place. Look for a later one, or ask whoever invited you.")
        case (.unlocking, .used):
            return Problem(410, "This link was used", "The pause was ended with it. You can sign in.", wayOn: signIn)
        case (.unlocking, _):
            return Problem(
                410, "This link no longer works",
                "It works for an hour. The pause may be over by itself: try to sign in.", wayOn: signIn)
        }
    }
}
