extension Letter {
    /// The text part as its reader sees it, for looking at before anything is sent.
    package var plainText: String { PlainPart(self).lines.joined(separator: "\n") }
}
