/// What is recorded about a recipient, by whom it is seen and for how long it is kept.
struct PrivacyPage: Page {
    let frame: ReadingFrame
    /// The organisation's policy on network addresses, as a sentence.
    let networkAddresses: String
}
