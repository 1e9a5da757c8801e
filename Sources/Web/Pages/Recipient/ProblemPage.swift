/// What a visitor reads when a request cannot be answered.
struct ProblemPage: Page {
    let frame: ReadingFrame
    let problem: Problem
}
