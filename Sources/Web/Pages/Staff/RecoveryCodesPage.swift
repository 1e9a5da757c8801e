/// New recovery codes, shown this once and made to be printed.
struct RecoveryCodesPage: Page {
    let frame: WorkingFrame
    let codes: [String]
    /// Where one goes on, or sends a form that had been cut off.
    let goOn: String
    /// What that form had said; empty where there was none.
    let hidden: [HiddenField]
}
