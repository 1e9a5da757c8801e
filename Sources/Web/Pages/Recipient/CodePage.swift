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
    /// `{path}`: where another address can be typed.
    let door: String

    /// Asking for another code in this browser.
    struct Resend: Sendable {
        let action: String
        /// Nil when another code can be asked for at once.
        let earliest: When?
    }
}

/// Why a typed code was not accepted, each in words of its own.
enum CodeRefusal: Sendable {
    case empty
    case tooShort
    case tooLong
    case notDigits
    /// `triesLeft` is told from three down.
    case wrong(triesLeft: Int)
    case expired

    var message: String {
        switch self {
        case .empty: "Enter the code from the e-mail."
        case .tooShort: "The code has eight digits. You entered fewer."
        case .tooLong: "The code has eight digits. You entered more."
        case .notDigits: "The code has only digits. Enter the eight digits from the e-mail."
        case .wrong(let left) where left == 1: "That code is not right. You can try once more."
        case .wrong(let left) where left <= 3: "That code is not right. You can try \(left) more times."
        case .wrong: "That code is not right. Check the reference, and enter the code from the newest e-mail."
        case .expired: "That code has expired. Ask for another one below."
        }
    }
}
