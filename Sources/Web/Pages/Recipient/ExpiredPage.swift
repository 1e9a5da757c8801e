/// A genuine link whose time is over: 410, with one button that asks for a new one.
struct ExpiredPage: Page {
    let frame: ReadingFrame
    /// `{path}/renewals`
    let action: String
}
