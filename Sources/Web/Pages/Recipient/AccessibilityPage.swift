/// How far these pages can be used by everybody, and whom to tell when they cannot.
struct AccessibilityPage: Page {
    let frame: ReadingFrame
}
