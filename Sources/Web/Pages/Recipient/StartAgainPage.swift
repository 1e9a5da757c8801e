/// The end of a challenge that can no longer be answered, with the way back to the link.
struct StartAgainPage: Page {
    let frame: ReadingFrame
    let reason: Reason
    /// `{path}`
    let door: String

    struct Reason: Sendable {
        let heading: String
        let text: String

        /// Every attempt of this challenge was used.
        static let triesUsed = Reason(
            heading: "Too many wrong codes",
            text: "All tries for this code are used. Start again, and we will e-mail you a new code.")
        /// The challenge ran out before it was answered.
        static let expired = Reason(
            heading: "The time to enter the code is over",
            text: "Start again, and we will e-mail you a new code.")
        /// The cookie, the link or the purpose is another one.
        static let otherBrowser = Reason(
            heading: "Start again from your link",
            text: "A code works only in the browser that asked for it. Open the link from the e-mail in this browser, "
                + "and ask for a code here.")
        /// The same at the sign-in of the portal.
        static let signInElsewhere = Reason(
            heading: "Start again from the sign-in",
            text: "A code works only in the browser that asked for it. Ask for a code here.")
    }
}
