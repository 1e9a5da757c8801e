/// Where whoever reads mail at the new address of an account confirms it, signed in or not.
struct NewAddressPage: Page {
    let frame: WorkingFrame
    let organisation: String
    let address: String
    let until: When
    /// Mails a code there.
    let mail: String
    /// Nil before one was mailed for this browser.
    let code: EmailedCode?
}
