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
