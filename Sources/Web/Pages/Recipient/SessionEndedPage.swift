/// The session of this browser is over. Nothing here says what it was about.
struct SessionEndedPage: Page {
    let frame: ReadingFrame
}
