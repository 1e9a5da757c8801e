import Domain

@testable import Web

extension PageSample {
    static let staff: [PageSample] =
        entrance + accountLinks + start + cases + people + updates + teams + merges + accessGroups + presets
        + replacements
        + sends
        + delegations
        + others

    static let outside = WorkingFrame(
        organisation: "Hartmann & Vogel", theme: nil, formToken: "t0k3n", signedIn: nil, flash: nil, errors: nil)

    private static let provider = ProviderButton(name: "Harbour Sign-in", action: "/sign-in/provider")

    private static let entrance: [PageSample] = [
        PageSample(
            SignInPage(
                frame: outside, provider: nil,
                way: SignInPage.PasswordWay(action: "/sign-in", email: Field("email"), password: Field("password")),
                hidden: [HiddenField(name: "return", value: "/cases?text=a&state=open")])),
        {
            let email = Field(
                "email", value: "ana@hv.example", error: "That address and password do not belong together.")
            let frame = WorkingFrame(
                organisation: "Hartmann & Vogel", theme: .dark, formToken: "t0k3n", signedIn: nil,
                flash: Flash("Your session has ended. Sign in to go on where you were.", tone: .info),
                errors: Sample.failing(email))
            return PageSample(
                SignInPage(
                    frame: frame, provider: provider,
                    way: SignInPage.PasswordWay(action: "/sign-in", email: email, password: Field("password")),
                    hidden: []), "wrong")
        }(),
        PageSample(SignInPage(frame: outside, provider: provider, way: nil, hidden: []), "provider alone"),
        PageSample(
            ProviderGoingPage(
                frame: outside, name: "Harbour Sign-in", address: "https://id.hv.example/authorize?client_id=1",
                cancel: "/sign-in")),
        PageSample(
            SendAgainPage(
                frame: outside, action: "/updates/1?version=3",
                hidden: [HiddenField(name: "title", value: "Surveillance"), HiddenField(name: "body", value: "")],
                cancel: "/", isProof: false, password: nil)),
        PageSample(
            FirstAdministratorPage(
                frame: outside, action: "/setup", token: Field("token"), name: Field("name"), email: Field("email"),
                password: Field("password"))),
    ]

    static let open = StatusTag("Open", .info, .file)
    static let caseRows = [
        CaseRow(
            path: "/cases/1", reference: "HV-2026-0114", title: "Meridian Insurance, claim of R. Castellan",
            status: open, lastActivity: Sample.when(0), role: "case manager", labels: "Surveillance: harbour, urgent",
            tick: "1"),
        CaseRow(
            path: "/cases/2", reference: "HV-2026-0109", title: "Okafor v. Lindqvist",
            status: StatusTag("Closed", .idle, .lock), lastActivity: nil, role: nil),
    ]

    private static func attention(_ reason: String?, remedy: PostButton?) -> StartPage.Attention {
        StartPage.Attention(
            recipient: "Jane Doe", address: "jane.doe@client.example", updateTitle: "Surveillance on 14 November",
            caseReference: "HV-2026-0114", path: "/deliveries/7", when: Sample.when(2), reason: reason, remedy: remedy)
    }

    private static let start: [PageSample] = [
        PageSample(
            StartPage(
                frame: Sample.working(.start),
                failed: [
                    attention(
                        "The mail server of client.example says that this mailbox does not exist.",
                        remedy: PostButton("Resend", action: "/deliveries/7/resends"))
                ],
                expiring: [attention(nil, remedy: PostButton("Extend", action: "/deliveries/7/extensions"))],
                barred: [attention("Link suspended: too many wrong codes.", remedy: nil)],
                returned: [review(reason: "Please name the source.")], waiting: [review(reason: nil)], isQuiet: false,
                recentCases: caseRows, tasks: [], wrongCodes: "12,363")),
        PageSample(
            StartPage(
                frame: Sample.working(.start), failed: [], expiring: [], barred: [], returned: [], waiting: [],
                isQuiet: true,
                recentCases: caseRows, tasks: [],
                wrongCodes: nil),
            "quiet"),
        PageSample(
            StartPage(
                frame: Sample.working(.start), failed: [], expiring: [], barred: [], returned: [], waiting: [],
                isQuiet: false, recentCases: [],
                tasks: [
                    StartPage.Task(
                        label: "Invite a colleague", explanation: "Somebody else should validate what you write.",
                        path: "/people/new", isDone: true),
                    StartPage.Task(
                        label: "Open the first case", explanation: "A case holds updates and people.",
                        path: "/cases/new", isDone: false),
                ], wrongCodes: nil), "first"),
    ]

    private static func review(reason: String?) -> StartPage.Review {
        StartPage.Review(
            title: "Interview of the neighbour", caseReference: "HV-2026-0114", path: "/updates/1", by: "Karl Vogel",
            at: Sample.when(-100), reason: reason)
    }

    static func head(_ place: CaseHead.Place?) -> CaseHead {
        CaseHead(
            path: "/cases/1", reference: "HV-2026-0114", title: "Meridian Insurance, claim of R. Castellan",
            status: open,
            marks: [StatusTag("Legal hold", .warn, .lock), StatusTag("Asks for verification", .info, .lock)],
            labels: "Surveillance: harbour", at: place,
            edit: "/cases/1/edit",
            closure: PostButton("Close case", action: "/cases/1/closure"))
    }

    static let states = ChoiceField(
        "state", choices: [Choice("open", "Open", isChosen: true), Choice("closed", "Closed"), Choice("all", "All")])

    static let caseRoles = ChoiceField(
        "role", choices: ["case manager", "investigator", "client contact"].map { Choice($0, $0) })

    static let accessLines = [
        AccessLine(
            label: "Invitation", until: Sample.until, status: AccountStanding.invited.tag,
            buttons: [
                PostButton("Send again", action: "/people/1/invitations", about: "by e-mail"),
                PostButton("Withdraw", action: "/people/1/invitations/deletion", about: "the invitation"),
            ]),
        AccessLine(
            label: "jane.doe.of.the.harbour.office@new.example, asked for by Kim Field", since: Sample.when(-90),
            until: Sample.until, status: StatusTag("To be confirmed", .warn, .mail),
            buttons: [
                PostButton("Send again", action: "/people/1/awaited-address", about: "to the new address"),
                PostButton(
                    "Take back", action: "/people/1/awaited-address/deletion", isDangerous: true,
                    about: "the new address"),
            ]), .lock(Sample.morning, path: "/people/1"),
        AccessLine(
            label: "Account", until: nil, status: StatusTag("Open", .ok, .check), buttons: [],
            link: AccessLine.Link(label: "Close the account", path: "/people/1/closure")),
    ]

    static let sessionRows = [
        SessionRow(
            browser: "Firefox on Windows", address: "192.0.2.7", startedAt: Sample.when(-90),
            seenAt: Sample.when(0), isThis: true, end: nil),
        SessionRow(
            browser: "Chrome on Android", address: "2001:db8::7", startedAt: Sample.when(-900),
            seenAt: Sample.when(-800), isThis: false, way: "by the sign-in service",
            end: PostButton("End", action: "/account/sessions/2/deletion", about: "Chrome on Android")),
    ]

    static let tokenRows = [
        TokenRow(
            name: "Case system", madeAt: Sample.when(-900), until: Sample.until, usedAt: Sample.when(-3),
            revoke: "/tokens/1/revocation"),
        TokenRow(
            name: "Accounting", madeAt: Sample.when(-90), until: Sample.until, usedAt: nil,
            revoke: "/tokens/2/revocation"),
    ]

    private static let others: [PageSample] = [
        PageSample(
            AccountPage(
                frame: Sample.working(nil, flash: Flash("Your password is changed.")), name: "Ana Moreau",
                email: "ana@hv.example", awaited: nil, role: "administrator", hasFactor: false,
                action: "/account/password",
                current: Field("current"),
                password: Field("password"),
                sessions: sessionRows, tokens: tokenRows)),
        PageSample(
            AccountPage(
                frame: Sample.working(nil), name: "Ana Moreau", email: "ana@hv.example", awaited: "ana@new.example",
                role: "administrator", hasFactor: true, action: "/account/password", current: Field("current"),
                password: Field("password"), sessions: sessionRows, tokens: []), "awaited"),
        PageSample(
            TokenRevocationPage(
                frame: Sample.working(nil), name: "Case system", person: "Ana Moreau", usedAt: Sample.when(-3),
                action: "/tokens/1/revocation", cancel: "/account")),
        PageSample(
            MailboxPage(
                frame: Sample.working(.mail),
                mails: [
                    MailboxPage.MailRow(
                        path: "/dev/mail/1", to: "jane.doe@client.example", subject: "You have a secure update",
                        at: Sample.when(0))
                ])),
        PageSample(MailboxPage(frame: Sample.working(.mail), mails: []), "empty"),
        PageSample(
            MailboxMessagePage(
                frame: Sample.working(.mail), from: "Secure Updates <secure-updates@hv.example>",
                to: "jane.doe@client.example", subject: "You have a secure update", at: Sample.when(0),
                text: "You have a secure update.\n\n1. https://updates.example/f/v1.k1.AAEC.bWFj\n",
                links: ["https://updates.example/f/v1.k1.AAEC.bWFj"], html: "/dev/mail/1/html",
                source: "Date: Mon, 23 Nov 2026 08:42:00 +0000\nSubject: You have a secure update\n")),
        PageSample(
            StaffProblemPage(
                frame: Sample.working(nil), problem: .of(status: 500, incident: "4f2k-9mqd").forStaff, contact: nil),
            "500"),
        PageSample(
            StaffProblemPage(
                frame: outside,
                problem: .signInPaused(until: Sample.when(9)),
                contact: "Write to office@hv.example"), "429"),
    ]
}
