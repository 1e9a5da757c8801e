/// Making the first administrator, with the one-time token that the console printed.
struct FirstAdministratorPage: Page {
    let frame: WorkingFrame
    let action: String
    let token: Field
    let name: Field
    let email: Field
    let password: Field
}
