/// The one answer to every request for a new link, whatever came of it.
struct RenewalRequestedPage: Page {
    let frame: ReadingFrame
}
