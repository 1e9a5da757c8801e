/// What staff read when a request cannot be answered.
struct StaffProblemPage: Page {
    let frame: WorkingFrame
    let problem: Problem
    /// Whom to call or write to, in one line, where nobody is signed in.
    let contact: String?
}
