extension Letter {
    /// The text part as its reader sees it, for looking at before anything is sent.
    package var plainText: String { PlainPart(self).lines.joined(separator: "\n") }

    /// The HTML part, a page by itself.
    package var htmlText: String { HTMLPart(self).lines.joined(separator: "\n") }
}
