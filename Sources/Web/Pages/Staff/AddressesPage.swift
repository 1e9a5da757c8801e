/// One's own addresses, and the one that waits for its code.
struct AddressesPage: Page {
    let frame: WorkingFrame
    /// The primary one first.
    let addresses: [Row]
    /// Where one of the others is taken away.
    let remove: String
    /// What an administrator wants; then neither of the others is shown.
    let awaited: Awaited?
    /// Nil while none is asked for.
    let asked: Asked?
    /// Nil while one is.
    let ask: Ask?

    struct Row: Sendable {
        let address: String
        let isPrimary: Bool
    }

    /// An address with which the account is to be signed in to, as somebody else wants it.
    struct Awaited: Sendable {
        let address: String
        let asker: String
        let askedAt: When
        let until: When
        /// Nil before one was mailed.
        let code: EmailedCode?
        let mail: PostButton
        let decline: PostButton
    }

    /// An address to which a code was mailed.
    struct Asked: Sendable {
        let address: String
        let reference: String
        let until: When
        let action: String
        let code: Field
        let withdraw: String
    }

    /// The form that asks for one.
    struct Ask: Sendable {
        let action: String
        let email: Field
        /// `place`: primary, alias.
        let place: ChoiceField
    }
}
