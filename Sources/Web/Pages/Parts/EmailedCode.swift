import Domain

/// The form for a code that was mailed to a new address.
struct EmailedCode: Sendable {
    let reference: String
    let until: When
    let action: String
    /// `code`
    let code: Field

    init(reference: String, until: When, action: String, code: Field) {
        self.reference = reference
        self.until = until
        self.action = action
        self.code = code
    }

    init(_ code: AwaitedAddressCode, action: String, field: Field) {
        self.init(reference: code.reference, until: When(code.expiresAt), action: action, code: field)
    }
}
