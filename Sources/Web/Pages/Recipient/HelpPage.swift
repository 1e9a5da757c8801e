/// How codes work and what to do when none arrives.
struct HelpPage: Page {
    let frame: ReadingFrame
    /// What to look for in the junk folder.
    let sender: String
    let codeMinutes: Int
    let tries: Int
}
