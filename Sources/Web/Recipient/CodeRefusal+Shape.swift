extension CodeRefusal {
    /// What is wrong with an entry that is not eight digits.
    init(ofShape typed: String) {
        let digits = typed.unicodeScalars.prefix(200).count { $0.properties.generalCategory == .decimalNumber }
        switch digits {
        case 0: self = typed.allSatisfy(\.isWhitespace) ? .empty : .notDigits
        case ..<8: self = .tooShort
        default: self = .tooLong
        }
    }
}

extension StartAgainPage.Reason {
    /// The code of this challenge was redeemed before.
    static let used = StartAgainPage.Reason(
        heading: "This code has been used",
        text: "A code works once. Open your link again, and ask for a new code if one is needed.")

    /// The same at the sign-in of the portal.
    static let usedAtSignIn = StartAgainPage.Reason(
        heading: "This code has been used", text: "A code works once. Ask for a new one if you are not signed in.")
}
