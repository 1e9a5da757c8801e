/// One's own authenticator app: off, or on with what is left of its recovery codes.
struct FactorPage: Page {
    let frame: WorkingFrame
    /// Whether nobody signs in without one.
    let isRequired: Bool
    /// Where setting one up begins.
    let begin: String
    /// Nil while there is none.
    let on: On?

    struct On: Sendable {
        let since: When
        let codesLeft: Int64
        /// Where new recovery codes are made.
        let renew: String
        /// Where it is turned off; nil where everybody needs one.
        let end: String?
    }
}
