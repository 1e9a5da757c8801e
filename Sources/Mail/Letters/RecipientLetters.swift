package import Domain

/// What the links of a notice lead to.
package enum NoticeLinks: Hashable, Sendable {
    /// One URL per attachment, in the order of the update.
    case files([String])
    /// The page of an update without attachments.
    case text(String)
}

/// Letters to those a case update is for.
extension LetterWriter {
    /// Tells of a case update. `asksForCode` is whether identity verification is on.
    package func caseUpdate(
        _ stamp: LetterStamp, links: NoticeLinks, until: StatedTime, asksForCode: Bool,
        wording: LetterWording = .shipped
    ) throws(Malformed) -> Letter {
        try letter(
            .caseUpdate, stamp,
            wording.above("Someone you know at \(organisation) sent you a secure update.") + blocks(for: links)
                + terms(until: until, asksForCode: asksForCode) + wording.below)
    }

    /// Brings a fresh link in place of one that no longer works.
    package func renewedLink(
        _ stamp: LetterStamp, links: NoticeLinks, until: StatedTime, asksForCode: Bool
    ) throws(Malformed) -> Letter {
        try letter(
            .renewedLink, stamp,
            [
                .paragraph(
                    "You asked for a new link to a secure update from \(organisation). It replaces the earlier link.")
            ]
                + blocks(for: links) + terms(until: until, asksForCode: asksForCode))
    }

    /// Brings a code. It holds no link, and the subject tells only the reference that the page shows too.
    ///
    /// `code` as it is shown, `1234 5678`; `reference` of three characters; `browser` from the fixed list of words, such as
    /// `Firefox on Windows`.
    package func verificationCode(
        _ stamp: LetterStamp, code: String, reference: String, browser: String, minutes: Int = 10
    ) throws(Malformed) -> Letter {
        try codeLetter(
            .verificationCode, stamp, opening: "This code opens the secure update that \(organisation) sent you:",
            code: code, reference: reference, browser: browser, minutes: minutes)
    }

    /// A code that is typed into the browser that asked for it, after a sentence that says what it opens.
    func codeLetter(
        _ kind: LetterKind, _ stamp: LetterStamp, opening: String, code: String, reference: String, browser: String,
        minutes: Int
    ) throws(Malformed) -> Letter {
        try letter(
            kind, stamp, subject: "\(kind.subject) (reference \(reference))",
            [
                .paragraph(opening),
                .code(code),
                .facts([
                    Block.Fact("Reference", reference), Block.Fact("Valid for", "\(minutes) minutes"),
                    Block.Fact("Asked for from", browser),
                ]),
                .paragraph(
                    "It works only in the browser that asked for it (\(browser)). The page there shows the same reference."
                ),
                .paragraph("If you did not ask, ignore this; nobody can use it without your browser."),
                .note("We never ask you for this code, by telephone, by e-mail or in any other way."),
            ])
    }

    func blocks(for links: NoticeLinks) -> [Block] {
        switch links {
        case .text(let url): [.button(Block.Link(label: "Open the secure update", url: url))]
        case .files(let urls) where urls.count == 1:
            urls.map { .button(Block.Link(label: "File 1", url: $0)) }
        case .files(let urls):
            [.links(urls.enumerated().map { Block.Link(label: "File \($0 + 1)", url: $1) })]
        }
    }

    func terms(until: StatedTime, asksForCode: Bool) -> [Block] {
        var blocks: [Block] = [.facts([Block.Fact("Available until", until.text)])]
        if asksForCode {
            blocks.append(
                .paragraph(
                    "You will be asked for your e-mail address, and a code will be sent to it. Type the code into the same browser."
                ))
        }
        return blocks
    }
}
