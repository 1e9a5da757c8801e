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
            "Sign-in for this address, or from your network, is paused, to protect the account. Where it is the account "
                + "that is paused, its owner was sent an e-mail with a way back in.", tryAgain: tryAgain,
            wayOn: WayOn(label: "Forgotten your password?", path: "/password-resets/new"))
    }

    /// 429 after too many wrong codes of an authenticator app.
    static func codesPaused(until tryAgain: When) -> Problem {
        Problem(
            429, "Too many wrong codes", "Codes for this account are not looked at for a while, to protect it.",
            tryAgain: tryAgain, wayOn: WayOn(label: "Back to sign-in", path: "/sign-in"))
    }

    /// 429 after the password was typed wrong too often before a dangerous act.
    static func proofPaused(until tryAgain: When) -> Problem {
        Problem(
            429, "Too many wrong passwords or codes", "Nothing was done. Confirming who you are is paused.",
            tryAgain: tryAgain, wayOn: WayOn(label: "Back to your account", path: "/account"))
    }

    /// 429 after the current password was typed wrong too often.
    static func passwordPaused(until tryAgain: When) -> Problem {
        Problem(
            429, "Too many wrong passwords", "Changing the password is paused, to protect the account.",
            tryAgain: tryAgain, wayOn: WayOn(label: "Back to your account", path: "/account"))
    }
}
