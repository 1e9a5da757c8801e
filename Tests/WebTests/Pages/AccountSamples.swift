import Domain

@testable import Web

/// Pages on the way to an account and back to it.
extension PageSample {
    private static let roles = ChoiceField(
        "role", choices: [Choice("investigator", "investigator", isChosen: true), Choice("auditor", "auditor")])

    static let accountLinks: [PageSample] = [
        PageSample(
            InvitationFormPage(
                frame: Sample.working(.people), action: "/invitations", name: Field("name"), email: Field("email"),
                role: roles, cancel: "/people")),
        {
            let email = Field("email", value: "kim", error: "Enter an e-mail address like name@example.com.")
            return PageSample(
                InvitationFormPage(
                    frame: Sample.working(.people, errors: Sample.failing(email)), action: "/invitations",
                    name: Field("name", value: "Kim Field"), email: email, role: roles, cancel: "/people"), "error")
        }(),
        PageSample(
            InvitationPage(
                frame: outside, organisation: "Hartmann & Vogel", action: "/invitations/s", email: "kim@hv.example",
                until: Sample.until, name: Field("name", value: "Kim Field"), password: Field("password"))),
        PageSample(
            ForgottenPasswordPage(frame: outside, action: "/password-resets", email: Field("email"))),
        PageSample(ResetMailedPage(frame: outside, contact: "Write to office@hv.example")),
        PageSample(
            PasswordResetPage(
                frame: outside, action: "/password-resets/s", email: "kim@hv.example", password: Field("password"))),
        PageSample(UnlockingPage(frame: outside, action: "/unlocking/s", reset: "/password-resets/new")),
        PageSample(
            StaffProblemPage(
                frame: outside, problem: .accountLink(.invitation, .expired), contact: "Write to office@hv.example"),
            "410"),
    ]
}
