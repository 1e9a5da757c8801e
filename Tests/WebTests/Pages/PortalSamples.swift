import Domain

@testable import Web

/// The portal, and the way into it.
extension PageSample {
    private static func frame(_ place: PortalNav.Place?, flash: Flash? = nil) -> ReadingFrame {
        var frame = Sample.reading(flash: flash)
        frame.portal = PortalNav(at: place)
        return frame
    }

    private static let longTitle = "A very long title of an update that somebody wrote without thinking of phones"

    private static func told(_ title: String, isUnread: Bool) -> PortalNotificationsPage.Item {
        PortalNotificationsPage.Item(
            title: title, reference: "HV-2026-0141", isUnread: isUnread, when: Sample.when(-60),
            open: PostButton("Open", action: "/portal/notifications/1/opening", about: title))
    }

    private static let sentToThem = [
        PortalUpdateRow(
            path: Sample.path, title: "Surveillance on 14 November", reference: "HV-2026-0141",
            sentAt: Sample.when(-60), files: "2 files", until: Sample.until, ended: nil),
        PortalUpdateRow(
            path: Sample.path, title: longTitle,
            reference: "HV-2026-0007", sentAt: Sample.when(-9000), files: "no files", until: Sample.when(-3000),
            ended: StatusTag("Expired", .idle, .clock)),
    ]

    private static func session(isThis: Bool) -> SessionRow {
        SessionRow(
            browser: "Firefox on Windows", address: "2001:db8::17", startedAt: Sample.when(-40),
            seenAt: Sample.when(-1), isThis: isThis,
            end: isThis ? nil : PostButton("End", action: "/portal/sessions/1/deletion", about: "Firefox on Windows"))
    }

    private static func person(isOn: Bool) -> PersonPage {
        let address = ChoiceField(
            "address", choices: [Choice("jane.doe@client.example", "jane.doe@client.example", isChosen: true)],
            error: PortalObstacle.mailFails.remedy)
        return PersonPage(
            frame: Sample.working(.people, errors: isOn ? nil : Sample.failing(Field("address", error: address.error))),
            name: "Jane Doe", kind: "Contact", role: nil, may: nil, coordinator: nil, teams: nil,
            edit: "/people/1/edit",
            archivedAt: nil,
            mergedInto: nil, merged: [], merge: nil, archive: nil, notifications: nil,
            addresses: [], cases: [], deliveries: [], access: nil,
            portal: PersonPage.Portal(
                line: AccessLine(
                    label: "The portal", since: Sample.when(-900), until: nil,
                    status: PortalAccessState.active(since: Sample.morning).tag,
                    buttons: isOn
                        ? [PostButton("Switch off", action: "/people/1/portal-access/deletion", isDangerous: true)] : []
                ),
                address: isOn ? "jane.doe@client.example" : nil,
                switchOn: isOn ? nil : PersonPage.SwitchOn(action: "/people/1/portal-access", address: address),
                sessions: isOn ? [session(isThis: false)] : [],
                endAll: isOn
                    ? PostButton("End all sessions", action: "/people/1/portal-sessions/deletion", isDangerous: true)
                    : nil))
    }

    static let portal: [PageSample] = [
        PageSample(PortalDoorPage(frame: Sample.reading(), action: "/portal/sign-in", email: Field("email"))),
        {
            let email = Field("email", value: "j.doe@", error: "Enter an e-mail address such as name@example.com.")
            return PageSample(
                PortalDoorPage(
                    frame: Sample.reading(Sample.failing(email), theme: .dark), action: "/portal/sign-in", email: email),
                "error")
        }(),
        PageSample(
            CodePage(
                frame: Sample.reading(), action: "/portal/sign-in/code", code: Field("code"), reference: "K7M",
                sentTo: "j•••@client.example", sentAt: Sample.when(0), validUntil: Sample.when(10),
                sender: "secure-updates@hv.example",
                resend: CodePage.Resend(action: "/portal/sign-in", earliest: nil), isPortal: true,
                door: "/portal/sign-in"), "portal"),
        PageSample(
            StartAgainPage(frame: Sample.reading(), reason: .signInElsewhere, door: "/portal/sign-in"), "portal"),
        PageSample(
            PortalActivationPage(frame: Sample.reading(), action: "/portal/activations/s", until: Sample.until)),
        PageSample(
            PortalPage(
                frame: frame(.start, flash: Flash("You are signed in.")), name: "Jane Doe",
                cases: [
                    PortalPage.Case(
                        path: "/portal/cases/1", reference: "HV-2026-0141", title: "Hartmann against the harbour",
                        status: StatusTag("Open", .info, .file))
                ], unread: "2", updates: sentToThem, all: "/portal/updates")),
        PageSample(
            PortalPage(frame: frame(.start), name: "Jane Doe", cases: [], unread: nil, updates: [], all: nil), "empty"),
        PageSample(
            PortalNotificationsPage(
                frame: frame(.notifications), unread: "1", upTo: "1",
                items: [told("Surveillance on 14 November", isUnread: true), told(longTitle, isUnread: false)],
                next: "/portal/notifications?after=1")),
        PageSample(
            PortalNotificationsPage(frame: frame(.notifications), unread: nil, upTo: nil, items: [], next: nil), "empty"
        ),
        PageSample(
            PortalUpdatesPage(
                frame: frame(.updates), heading: "Sent to you", caseFile: nil, updates: sentToThem,
                next: "/portal/updates?after=1")),
        PageSample(
            PortalUpdatesPage(
                frame: frame(nil), heading: "Hartmann against the harbour", caseFile: "HV-2026-0141, open",
                updates: [], next: nil), "case"),
        PageSample(
            PortalProfilePage(
                frame: frame(.profile), name: "Jane Doe", address: "jane.doe@client.example",
                others: ["jane.doe.of.the.long.street@home.example"],
                mail: PortalProfilePage.mail(true), sessions: [session(isThis: true), session(isThis: false)])),
        PageSample(
            FilePage(
                frame: Sample.reading(),
                file: FileOffer(
                    facts: Sample.report, availableUntil: Sample.until, downloaded: nil,
                    download: Sample.path + "/download", obstacle: nil), others: [], update: nil,
                verifiedAs: "Jane Doe", signedInAs: "Jane Doe", misdelivery: Sample.path + "/misdelivery"), "portal"),
        PageSample(person(isOn: true), "portal"),
        PageSample(person(isOn: false), "portal-off"),
        PageSample(
            ProblemPage(frame: Sample.reading(), problem: .accountLink(.portal, .used)), "portal"),
    ]
}
