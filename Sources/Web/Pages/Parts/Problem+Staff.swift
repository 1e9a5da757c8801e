extension Problem {
    /// As staff read it: with a way on always, and not a word about links in mails.
    var forStaff: Problem {
        let words = status == 404 ? Problem.of(status: 404, incident: nil) : self
        return Problem(
            status, words.heading, words.text, tryAgain: tryAgain,
            wayOn: wayOn ?? WayOn(label: "Go to the start page", path: "/"), incident: incident)
    }

    /// 429 after too many wrong passwords for an account, whether there is one or not, or from one place.
    static func signInPaused(until tryAgain: When) -> Problem {
        Problem(
            429, "Too many wrong passwords",
            "Sign-in for this address, or from your network, is paused, to protect the account. If somebody signs in with "
                + "this address, an e-mail with a way back in was sent to it.", tryAgain: tryAgain,
            wayOn: WayOn(label: "Forgotten your password?", path: "/password-resets/new"))
    }

    /// 429 after the current password was typed wrong too often.
    static func passwordPaused(until tryAgain: When) -> Problem {
        Problem(
            429, "Too many wrong passwords", "Changing the password is paused, to protect the account.",
            tryAgain: tryAgain, wayOn: WayOn(label: "Back to your account", path: "/account"))
    }
}
