package import Domain

/// Letters to staff about what happened to a send. They name nobody: initials at most.
extension LetterWriter {
    /// `reason` is a sentence of ours, never the words of a server, which may hold an address.
    package func deliveryFailed(
        _ stamp: LetterStamp, initials: String, reason: String, link: String
    ) throws(Malformed) -> Letter {
        try letter(
            .deliveryFailed, stamp,
            [
                .paragraph("A message could not be delivered."),
                .facts([Block.Fact("Recipient", initials), Block.Fact("Reason", reason)]),
                .button(Block.Link(label: "See it and send it again", url: link)),
            ])
    }

    /// A recipient asks for a link that only staff may give.
    package func linkRequested(_ stamp: LetterStamp, initials: String, link: String) throws(Malformed) -> Letter {
        try letter(
            .linkRequested, stamp,
            [
                .paragraph("The link of a recipient is no longer valid, and they ask for a new one."),
                .facts([Block.Fact("Recipient", initials)]),
                .button(Block.Link(label: "Decide about a new link", url: link)),
            ])
    }

    /// A link was suspended because wrong codes were typed again and again.
    package func codesRefused(
        _ stamp: LetterStamp, initials: String, at time: StatedTime, link: String
    ) throws(Malformed) -> Letter {
        try letter(
            .codesRefused, stamp,
            [
                .paragraph(
                    "Wrong codes were typed too often for one link, so it was suspended for this recipient. Other links keep working."
                ),
                .facts([Block.Fact("Recipient", initials), Block.Fact("Suspended", time.text)]),
                .button(Block.Link(label: "See what happened", url: link)),
            ])
    }

    /// So many wrong codes were typed in an hour, on whatever links, that every answer is held back.
    package func guessing(_ stamp: LetterStamp, at time: StatedTime, link: String) throws(Malformed) -> Letter {
        try letter(
            .guessing, stamp,
            [
                .paragraph(
                    "A very large number of wrong codes was typed within an hour. No wrong code opened anything. While it goes on, and up to an hour longer, each answer to a code takes half a minute."
                ),
                .facts([Block.Fact("Noticed", time.text)]),
                .button(Block.Link(label: "See the start page", url: link)),
                .note("Your proxy's log shows the addresses it comes from; block them there."),
            ])
    }

    /// Somebody was put on cases, and whoever did it wanted them told.
    package func assigned(_ stamp: LetterStamp, cases: Int = 1, link: String) throws(Malformed) -> Letter {
        let isOne = cases == 1
        return try letter(
            .assigned, stamp,
            [
                .paragraph(
                    "You have been assigned to \(isOne ? "a case" : "\(cases) cases"). Sign in to see which, and in what role."
                ),
                .button(Block.Link(label: isOne ? "See the case" : "See your cases", url: link)),
            ])
    }

    /// A recipient pressed "Not for me".
    package func misdelivery(
        _ stamp: LetterStamp, initials: String, at time: StatedTime, link: String
    ) throws(Malformed) -> Letter {
        try letter(
            .misdelivery, stamp,
            [
                .paragraph("Someone who opened a link says that the message was not for them."),
                .facts([Block.Fact("Sent to", initials), Block.Fact("Reported", time.text)]),
                .button(Block.Link(label: "Check the recipient", url: link)),
            ])
    }
}
