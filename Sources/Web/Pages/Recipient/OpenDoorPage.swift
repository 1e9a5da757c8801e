/// What an open link shows: its one file and a button. Opening the page downloads nothing.
struct OpenDoorPage: Page {
    let frame: ReadingFrame
    let file: FileFacts
    let availableUntil: When
    /// `{path}/download`, fetched by GET when the button is pressed.
    let download: String
}
