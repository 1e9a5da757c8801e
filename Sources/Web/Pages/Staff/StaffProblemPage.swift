/// What staff read when a request cannot be answered.
struct StaffProblemPage: Page {
    let frame: WorkingFrame
    let problem: Problem
}
