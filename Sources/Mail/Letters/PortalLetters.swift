package import Domain

/// Letters about the way into the portal.
extension LetterWriter {
    /// `link` leads to the page where access is activated.
    package func portalInvitation(_ stamp: LetterStamp, link: String, until: StatedTime) throws(Malformed) -> Letter {
        try letter(
            .portalInvitation, stamp,
            [
                .paragraph(
                    "Someone you know at \(organisation) gives you access to a page where you find what was sent to you."
                ),
                .button(Block.Link(label: "Activate your access", url: link)),
                .facts([Block.Fact("Valid until", until.text)]),
                .paragraph(
                    "You then sign in with this e-mail address and a code that is sent to it: there is no password."),
                .paragraph("The link works once. If you got one before, this one replaces it."),
                .note("If you do not know why you got this, ignore it."),
            ])
    }

    /// Brings the code to sign in to the portal with. As `verificationCode`, without a link.
    package func portalCode(
        _ stamp: LetterStamp, code: String, reference: String, browser: String, minutes: Int = 10
    ) throws(Malformed) -> Letter {
        try codeLetter(
            .portalCode, stamp, opening: "This code signs you in at \(organisation):", code: code, reference: reference,
            browser: browser, minutes: minutes)
    }
}
