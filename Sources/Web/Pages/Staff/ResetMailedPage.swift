/// What everybody reads who asked for a mail to choose another password, whatever address they typed.
struct ResetMailedPage: Page {
    let frame: WorkingFrame
    let contact: String
}
