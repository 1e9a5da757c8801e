/// Asks once more before a token of the HTTP interface is revoked.
struct TokenRevocationPage: Page {
    let frame: WorkingFrame
    let name: String
    /// For whom it acts.
    let person: String
    let usedAt: When?
    /// `/tokens/{token}/revocation`
    let action: String
    let cancel: String
}
