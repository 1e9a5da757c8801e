package import Domain

/// Letters about somebody who is let in at a recipient's request (N-46). They name nobody: initials at most.
extension LetterWriter {
    /// Brings a delegate links of their own, and says at whose request and by whose approval.
    package func delegateNotice(
        _ stamp: LetterStamp, links: NoticeLinks, until: StatedTime, askedBy: String, approvedBy: String
    ) throws(Malformed) -> Letter {
        try letter(
            .delegateNotice, stamp,
            [
                .paragraph(
                    "Somebody to whom \(organisation) sent a secure update asked that you may open it too, and \(organisation) agreed."
                ),
                .facts([Block.Fact("Asked by", askedBy), Block.Fact("Approved by", approvedBy)]),
            ] + blocks(for: links) + terms(until: until, asksForCode: true)
                + [
                    .note(
                        "These links are yours alone, and what you open is noted as yours. If you do not expect this, do not open it and tell us at the contact below."
                    )
                ])
    }

    /// Tells a recipient what became of their request. The reason, if there is one, stands behind the link; there is none where
    /// their own have run out.
    package func delegateDecided(
        _ stamp: LetterStamp, isApproved: Bool, initials: String, link: String?
    ) throws(Malformed) -> Letter {
        let words =
            isApproved
            ? "The person you asked for was let in, with links of their own."
            : "\(organisation) did not let in the person you asked for."
                + (link == nil ? "" : " If they wrote why, you find it behind this link.")
        return try letter(
            isApproved ? .delegateApproved : .delegateDeclined, stamp,
            [
                .paragraph(words), .facts([Block.Fact("You asked for", initials)]),
            ] + (link.map { [.button(Block.Link(label: "See your request", url: $0))] } ?? []))
    }
}
