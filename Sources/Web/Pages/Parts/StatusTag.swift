/// A status in a word, with the tone and the icon that only repeat it.
struct StatusTag: Sendable {
    enum Tone: String, Sendable { case ok, warn, bad, info, idle }

    let word: String
    let tone: Tone
    /// A symbol of `icons.svg`.
    let icon: Icon

    init(_ word: String, _ tone: Tone, _ icon: Icon) {
        self.word = word
        self.tone = tone
        self.icon = icon
    }
}
