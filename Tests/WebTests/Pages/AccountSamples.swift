import Actions
import Domain

@testable import Web

/// Pages on the way to an account and back to it.
extension PageSample {
    private static let roles = ChoiceField(
        "role", choices: [Choice("investigator", "investigator", isChosen: true), Choice("auditor", "auditor")])

    private static let offer = FactorOffer(
        account: "kim@hv.example", key: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        uri: "otpauth://totp/Secure%20Updates:kim%40hv.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")

    private static func emailedCode(_ code: Field) -> EmailedCode {
        EmailedCode(
            reference: "K7M", until: Sample.when(10), action: "/account/addresses/awaited/confirmation", code: code)
    }

    private static func addresses(awaiting code: EmailedCode?) -> AddressesPage {
        AddressesPage(
            frame: Sample.working(nil), addresses: [AddressesPage.Row(address: "kim@hv.example", isPrimary: true)],
            remove: "/account/addresses/deletion",
            awaited: AddressesPage.Awaited(
                address: "kim.field.of.the.harbour.office@new.example", asker: "Ana Moreau", askedAt: Sample.when(-90),
                until: Sample.until, code: code,
                mail: PostButton("E-mail me a code", action: "/account/addresses/awaited/codes"),
                decline: PostButton(
                    "Decline the change", action: "/account/addresses/awaited/deletion", isDangerous: true)),
            asked: nil, ask: nil)
    }

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
            SignInCodePage(
                frame: outside, action: "/sign-in/code", code: Field("code"),
                hidden: [HiddenField(name: "next", value: "/cases")])),
        PageSample(
            FactorSetupPage(
                offer, frame: outside, action: "/sign-in/code", code: Field("code"), isRequired: true, hidden: [],
                cancel: nil), "required"),
        {
            let code = Field("code", error: "This is not the code.")
            return PageSample(
                FactorSetupPage(
                    offer, frame: Sample.working(nil, errors: Sample.failing(code)),
                    action: "/account/second-factor/confirmation", code: code, isRequired: false, hidden: [],
                    cancel: "/account"), "error")
        }(),
        PageSample(
            FactorPage(frame: Sample.working(nil), isRequired: false, begin: "/account/second-factor", on: nil), "off"),
        PageSample(
            FactorPage(
                frame: Sample.working(nil), isRequired: false, begin: "/account/second-factor",
                on: FactorPage.On(
                    since: Sample.when(-900), codesLeft: 9, renew: "/account/recovery-codes",
                    end: "/account/second-factor/deletion")), "on"),
        PageSample(
            FactorPage(
                frame: Sample.working(nil), isRequired: true, begin: "/account/second-factor",
                on: FactorPage.On(
                    since: Sample.when(-900), codesLeft: 9, renew: "/account/recovery-codes", end: nil)), "required"),
        PageSample(
            RecoveryCodesPage(
                frame: Sample.working(nil), codes: ["ABCD-EFGH-2345-6767", "MNOP-QRST-UVWX-YZ23"], goOn: "/account",
                hidden: [])),
        PageSample(
            RecoveryCodesPage(
                frame: outside, codes: ["ABCD-EFGH-2345-6767"], goOn: "/cases",
                hidden: [HiddenField(name: "title", value: "Surveillance")]), "kept"),
        PageSample(
            AddressesPage(
                frame: Sample.working(nil),
                addresses: [
                    AddressesPage.Row(address: "kim@hv.example", isPrimary: true),
                    AddressesPage.Row(address: "kim.field.of.the.harbour.office@hv.example", isPrimary: false),
                ], remove: "/account/addresses/deletion", awaited: nil, asked: nil,
                ask: AddressesPage.Ask(
                    action: "/account/addresses", email: Field("email"),
                    place: ChoiceField(
                        "place",
                        choices: [Choice("primary", "I sign in with it", isChosen: true), Choice("alias", "Another")])))
        ),
        {
            let code = Field("code", error: "This is not the code.")
            return PageSample(
                AddressesPage(
                    frame: Sample.working(nil, errors: Sample.failing(code)),
                    addresses: [AddressesPage.Row(address: "kim@hv.example", isPrimary: true)],
                    remove: "/account/addresses/deletion", awaited: nil,
                    asked: AddressesPage.Asked(
                        address: "kim@new.example", reference: "K7M", until: Sample.when(10),
                        action: "/account/addresses/confirmation", code: code,
                        withdraw: "/account/addresses/withdrawal"), ask: nil), "asked")
        }(),
        PageSample(addresses(awaiting: emailedCode(Field("code"))), "awaited"),
        PageSample(addresses(awaiting: nil), "awaited, no code yet"),
        PageSample(
            NewAddressPage(
                frame: outside, organisation: "Hartmann & Vogel", address: "kim@new.example", until: Sample.until,
                mail: "/address-changes/s/codes", code: nil)),
        {
            let code = Field("code", error: "This is not the code.")
            return PageSample(
                NewAddressPage(
                    frame: Sample.working(nil, errors: Sample.failing(code)), organisation: "Hartmann & Vogel",
                    address: "kim.field.of.the.harbour.office@new.example", until: Sample.until,
                    mail: "/address-changes/s/codes", code: emailedCode(code)), "error")
        }(),
        PageSample(
            SignedOutPage(
                frame: outside, name: "Harbour Sign-in",
                address: "https://id.hv.example/end?client_id=casecourier&state=x")),
        PageSample(SignedOutPage(frame: outside, name: "Harbour Sign-in", address: nil), "not there"),
        PageSample(
            AccountClosingPage(
                frame: Sample.working(.people), name: "Kim Field", sessions: "2 sessions are open now, and end.",
                tokens: "No program acts for this person.", isInvited: false, action: "/people/1/closure",
                cancel: "/people/1")),
        PageSample(
            ProofPage(
                frame: Sample.working(nil),
                provider: ProofPage.Provider(
                    name: "Harbour Sign-in", action: "/account/proof/provider", code: Field("provider-code")),
                way: ProofPage.PasswordWay(
                    action: "/account/proof", password: Field("password"), code: Field("code")),
                hidden: [HiddenField(name: "next", value: "/people/1")], cancel: "/people/1")),
        {
            let password = Field("password", error: "This is not your password.")
            return PageSample(
                ProofPage(
                    frame: Sample.working(nil, errors: Sample.failing(password)), provider: nil,
                    way: ProofPage.PasswordWay(action: "/account/proof", password: password, code: nil), hidden: [],
                    cancel: "/"), "error")
        }(),
        PageSample(
            ProofPage(
                frame: Sample.working(nil),
                provider: ProofPage.Provider(name: "Harbour Sign-in", action: "/account/proof/provider", code: nil),
                way: nil, hidden: [], cancel: "/"), "provider alone"),
        PageSample(
            SendAgainPage(
                frame: Sample.working(nil), action: "/people", hidden: [HiddenField(name: "name", value: "Kim")],
                cancel: "/people", isProof: true, password: Field("password")), "proof"),
        PageSample(
            StaffProblemPage(
                frame: outside, problem: .accountLink(.invitation, .expired), contact: "Write to office@hv.example"),
            "410"),
    ]
}
