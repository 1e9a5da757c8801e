package import Domain

/// What a security notice is about: fixed words, so that nothing typed by a visitor gets into it.
package enum AccountChange: String, Hashable, Sendable, CaseIterable {
    case newSignIn = "Someone signed in to your account from a browser that was not used before."
    case passwordChanged = "The password of your account was changed."
    case addressChanged = "The e-mail address of your account was changed."
    case addressAsked = "A new e-mail address was asked for your account. It waits to be confirmed."
    case aliasAdded = "Another e-mail address was added to your account."
    case factorOn = "An authenticator app is needed to sign in to your account from now on."
    case factorOff = "An authenticator app is no longer needed to sign in to your account."
    case factorPaused =
        "Your password was right, and the code of your authenticator app wrong too often. Sign-in is paused."
    case recoveryCodeUsed = "A recovery code of your account was used. It cannot be used again."
    case recoveryCodesMade = "New recovery codes were made for your account. The earlier ones no longer work."
    case roleChanged = "The role of your account was changed."
    case accountClosed = "Your account was closed. Nobody can sign in to it any more."
    case providerLinked = "Your account can be signed in to with the sign-in service of your organisation from now on."
    case providerUnlinked = "Your account can no longer be signed in to with the sign-in service it was linked to."
    case accountReopened = "Your account was opened again. You can sign in."
}

/// Letters about staff accounts and about mail itself.
extension LetterWriter {
    /// `link` leads to the page where the invited person chooses a password.
    package func invitation(_ stamp: LetterStamp, link: String, until: StatedTime) throws(Malformed) -> Letter {
        try letter(
            .invitation, stamp,
            [
                .paragraph("You are invited to work with \(organisation). Choose a password to begin."),
                .button(Block.Link(label: "Choose a password", url: link)),
                .facts([Block.Fact("Valid until", until.text)]),
                .paragraph(
                    "The link works once. If you were invited before, this invitation replaces the earlier one."),
                .note("If you do not know why you got this, ignore it: without a password there is no account."),
            ])
    }

    /// Brings the code that shows that somebody reads mail at an address of theirs. As `verificationCode`, without a link.
    package func addressCode(
        _ stamp: LetterStamp, code: String, reference: String, browser: String, minutes: Int = 10
    ) throws(Malformed) -> Letter {
        try letter(
            .addressCode, stamp,
            [
                .paragraph("This code confirms that this e-mail address is yours:"),
                .code(code),
                .facts([
                    Block.Fact("Reference", reference), Block.Fact("Valid for", "\(minutes) minutes"),
                    Block.Fact("Asked for from", browser),
                ]),
                .paragraph("Type it into the page that shows the same reference."),
                .note("If you did not ask for it, ignore this: nothing changes without the code."),
            ])
    }

    /// Goes to an address that an administrator wants an account to have; `link` leads to the page where it is confirmed.
    package func newAddress(_ stamp: LetterStamp, link: String, until: StatedTime) throws(Malformed) -> Letter {
        try letter(
            .newAddress, stamp,
            [
                .paragraph(
                    "An administrator of \(organisation) asks that your account is signed in to with this e-mail address."
                ),
                .paragraph("The page behind this link e-mails you a code. Nothing changes before you enter it there:"),
                .button(Block.Link(label: "Confirm this address", url: link)),
                .facts([Block.Fact("Valid until", until.text)]),
                .note(
                    "If you do not have an account there, ignore this: nothing changes, and nobody signs in with the link."
                ),
            ])
    }

    /// Tells whoever holds an account of the address that was asked for it: `address`, by `asker`, which is an address too. `link`
    /// leads to the page where it can be declined.
    package func addressAsked(
        _ stamp: LetterStamp, address: String, asker: String, at time: StatedTime, until: StatedTime, link: String
    ) throws(Malformed) -> Letter {
        try letter(
            .addressAsked, stamp,
            [
                .paragraph("An administrator asks that your account is signed in to with another e-mail address."),
                .facts([
                    Block.Fact("New address", address), Block.Fact("Asked for by", asker),
                    Block.Fact("When", time.text), Block.Fact("To be confirmed until", until.text),
                ]),
                .paragraph(
                    "You sign in with this address until the new one is confirmed by a code that is mailed there. If it is wrong, decline it:"
                ),
                .button(Block.Link(label: "See the change", url: link)),
                .note("If you cannot sign in, ask another administrator to take it back."),
            ])
    }

    /// `link` leads to the page where another password is chosen.
    package func passwordReset(_ stamp: LetterStamp, link: String, until: StatedTime) throws(Malformed) -> Letter {
        try letter(
            .passwordReset, stamp,
            [
                .paragraph(
                    "Somebody said that they forgot the password of your account. If it was you, choose a new one:"),
                .button(Block.Link(label: "Choose a new password", url: link)),
                .facts([Block.Fact("Valid until", until.text)]),
                .paragraph("The link works once. Every session of your account ends when the password is changed."),
                .note("If it was not you, ignore this: your password stays as it is."),
            ])
    }

    /// Tells that wrong passwords locked the account; `link` leads to the page where its owner ends that.
    package func signInLocked(_ stamp: LetterStamp, link: String, until: StatedTime) throws(Malformed) -> Letter {
        try letter(
            .signInLocked, stamp,
            [
                .paragraph(
                    "Sign-in to your account was locked after too many wrong passwords. None of them was right."),
                .paragraph("If you want to sign in now, end the pause yourself:"),
                .button(Block.Link(label: "Let me sign in", url: link)),
                .facts([Block.Fact("Valid until", until.text)]),
                .note(
                    "If it was not you, somebody is guessing. Your password stays as it is, and the pause ends by itself."
                ),
            ])
    }

    /// `browser` from the fixed list of words; `place` an IP address or such; `link` leads to the security settings.
    package func securityNotice(
        _ stamp: LetterStamp, change: AccountChange, at time: StatedTime, browser: String, place: String, link: String
    ) throws(Malformed) -> Letter {
        try letter(
            .securityNotice, stamp,
            [
                .paragraph(change.rawValue),
                .facts([Block.Fact("When", time.text), Block.Fact("Browser", browser), Block.Fact("Where", place)]),
                .paragraph("If this was not you, change your password at once. That ends every other session:"),
                .button(Block.Link(label: "Check your account", url: link)),
            ])
    }

    /// Shows that mail arrives. `route` says which way it took, such as `smtp://mail.example.com:587`.
    package func test(_ stamp: LetterStamp, at time: StatedTime, route: String) throws(Malformed) -> Letter {
        try letter(
            .test, stamp,
            [
                .paragraph("This is a test message. If you can read it, mail from \(organisation) arrives."),
                .facts([Block.Fact("Sent", time.text), Block.Fact("Through", route)]),
            ])
    }
}
