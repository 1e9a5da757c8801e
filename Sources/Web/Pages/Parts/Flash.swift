/// What just happened, told once at the top of the next page.
struct Flash: Sendable {
    let text: String
    let tone: StatusTag.Tone

    init(_ text: String, tone: StatusTag.Tone = .ok) {
        self.text = text
        self.tone = tone
    }
}
