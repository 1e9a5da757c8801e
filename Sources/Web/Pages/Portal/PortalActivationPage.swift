/// What the link of an invitation into the portal leads to: one button.
struct PortalActivationPage: Page {
    let frame: ReadingFrame
    let action: String
    let until: When
}
