/// Thanks for the report of a message that reached the wrong person.
struct MisdeliveryReportedPage: Page {
    let frame: ReadingFrame
}
