/// Where the mailed code is typed. It reads the same whether or not the address is on the link (IV-09).
struct CodePage: Page {
    let frame: ReadingFrame
    /// `{path}/answer`
    let action: String
    /// `code`, always empty again; its error is a `CodeRefusal`.
    let code: Field
    /// Three characters that the mail shows too: `K7M`.
    let reference: String
    /// The address as typed in this browser, masked.
    let sentTo: String
    let sentAt: When
    let validUntil: When
    /// What to look for in the junk folder.
    let sender: String
    let resend: Resend
    /// At the sign-in of the portal, not at a link.
    var isPortal = false
    /// `{path}`: where another address can be typed.
    let door: String

    /// Asking for another code in this browser.
    struct Resend: Sendable {
        let action: String
        /// Nil when another code can be asked for at once.
        let earliest: When?
    }
}
