/// Every URL of the site, one line each, by area and guard.
enum Routes {
    static func all(_ site: Site) -> [Route] {
        (general(site) + recipient(site) + portal(site) + staff(site) + interface(site)).withHead()
    }

    private static func general(_ site: Site) -> [Route] {
        let at = site.publicArea
        let general = GeneralHandlers(site: site)
        let health = HealthHandlers(site: site)
        return [
            at.get("/healthz", health.live),
            at.get("/readyz", health.ready),
            at.get("/metrics", health.figures),
            at.get("/robots.txt", general.robots),
            at.get("/.well-known/security.txt", general.security),
            at.get("/assets/{hash}/{name}", general.asset),
            at.get("/help", general.help),
            at.get("/privacy", general.privacy),
            at.get("/accessibility", general.accessibility),
        ]
    }

    private static func recipient(_ site: Site) -> [Route] {
        let at = site.visitorArea
        let door = DoorHandlers(site: site)
        let code = CodeHandlers(site: site)
        let download = DownloadHandlers(site: site)
        let misdelivery = MisdeliveryHandlers(site: site)
        let session = SessionHandlers(site: site)
        let delegates = DelegateHandlers(site: site)
        return [
            at.get("/f/{token}", door.show),
            at.post("/f/{token}/challenge", code.ask),
            at.get("/f/{token}/code", code.show),
            at.post("/f/{token}/answer", code.answer),
            at.get("/f/{token}/download", download.send),
            at.head("/f/{token}/download", download.describe),
            at.post("/f/{token}/renewals", door.renew),
            at.get("/f/{token}/misdelivery", misdelivery.show),
            at.post("/f/{token}/misdelivery", misdelivery.report),
            at.get("/f/{token}/delegates", delegates.show),
            at.post("/f/{token}/delegates", delegates.ask),
            at.post("/f/{token}/delegates/{delegation}/withdrawal", delegates.withdraw),
            at.post("/session/deletion", session.end),
            at.post("/session/heartbeat", session.beat),
            at.post("/session/closing", session.close),
        ]
    }

    private static func staff(_ site: Site) -> [Route] {
        entrance(site) + account(site) + cases(site) + people(site) + imports(site) + updates(site) + groups(site)
            + distributionGroups(site) + notifications(site)
            + sends(site) + deliveries(site)
            + development(site)
    }

    private static func cases(_ site: Site) -> [Route] {
        let at = site.staffArea
        let cases = CaseHandlers(site: site)
        let people = CasePeopleHandlers(site: site)
        return [
            at.get("/cases", CaseListHandlers(site: site).show),
            at.post("/cases", cases.open),
            at.get("/cases/new", cases.new),
            at.get("/cases/{case}", cases.show),
            at.post("/cases/{case}", cases.change),
            at.get("/cases/{case}/edit", cases.edit),
            at.post("/cases/{case}/closure", cases.close),
            at.post("/cases/{case}/closure/deletion", cases.reopen),
            at.get("/cases/{case}/people", people.show),
            at.post("/cases/{case}/people", people.assign),
            at.post("/cases/{case}/people/{person}/primary", people.makePrimary),
            at.post("/cases/{case}/people/{person}/deletion", people.unassign),
        ] + caseRecords(site)
    }

    private static func imports(_ site: Site) -> [Route] {
        let at = site.staffArea
        let imports = ImportHandlers(site: site)
        return [
            at.get("/people.csv", PeopleHandlers(site: site).export),
            at.get("/cases.csv", CaseListHandlers(site: site).export),
            at.get("/assignments.csv", CaseListHandlers(site: site).exportAssignments),
            at.multipart("/imports", limit: { ImportHandlers.formLimit }, imports.bring),
            at.get("/imports/new", imports.new),
            at.get("/imports/template", imports.template),
            at.get("/imports/{import}", imports.show),
            at.post("/imports/{import}/confirmation", imports.confirm),
        ]
    }

    private static func people(_ site: Site) -> [Route] {
        let at = site.staffArea
        let people = PeopleHandlers(site: site)
        let form = PersonFormHandlers(site: site)
        let invitations = InvitationHandlers(site: site)
        let keeping = PersonKeepingHandlers(site: site)
        let merge = MergeHandlers(site: site)
        let access = PersonAccessHandlers(site: site)
        let closing = AccountClosingHandlers(site: site)
        return [
            at.get("/people", people.list),
            at.post("/people", form.add),
            at.get("/people/new", form.new),
            at.get("/people/{person}", people.show),
            at.post("/people/{person}", form.change),
            at.get("/people/{person}/notifications", people.notifications),
            at.get("/people/{person}/merge", merge.show),
            at.post("/people/{person}/merge", merge.merge),
            at.post("/people/{person}/archive", keeping.archive),
            at.post("/people/{person}/archive/deletion", keeping.restore),
            at.post("/people/{person}/shared-addresses", keeping.share),
            at.post("/people/{person}/shared-addresses/deletion", keeping.unshare),
            at.get("/people/{person}/edit", form.edit),
            at.get("/invitations/new", invitations.new),
            at.post("/invitations", invitations.invite),
            at.post("/people/{person}/invitations", invitations.again),
            at.post("/people/{person}/invitations/deletion", invitations.withdraw),
            at.post("/people/{person}/awaited-address", access.mailAwaitedAddress),
            at.post("/people/{person}/awaited-address/deletion", access.withdrawAwaitedAddress),
            at.post("/people/{person}/lock/deletion", access.liftLock),
            at.post("/people/{person}/second-factor/deletion", access.endFactor),
            at.post("/people/{person}/provider-account/deletion", access.unlinkProvider),
            at.get("/people/{person}/closure", closing.ask),
            at.post("/people/{person}/closure", closing.close),
            at.post("/people/{person}/closure/deletion", closing.reopen),
            at.post("/people/{person}/sessions/deletion", access.endSessions),
            at.post("/people/{person}/sessions/{session}/deletion", access.endSession),
        ] + portalAccess(site)
    }

    private static func distributionGroups(_ site: Site) -> [Route] {
        let at = site.staffArea
        let groups = DistributionGroupHandlers(site: site)
        return [
            at.get("/distribution-groups", groups.list),
            at.post("/distribution-groups", limit: UpdateEntry.formLimit, groups.make),
            at.get("/distribution-groups/new", groups.new),
            at.get("/distribution-groups/{distributionGroup}", groups.show),
            at.post("/distribution-groups/{distributionGroup}", limit: UpdateEntry.formLimit, groups.change),
            at.get("/distribution-groups/{distributionGroup}/edit", groups.edit),
            at.post("/distribution-groups/{distributionGroup}/archive", groups.archive),
            at.post("/distribution-groups/{distributionGroup}/archive/deletion", groups.restore),
        ]
    }

    private static func notifications(_ site: Site) -> [Route] {
        let at = site.staffArea
        let notifications = NotificationHandlers(site: site)
        let settings = NotificationSettingsHandlers(site: site)
        return [
            at.get("/notifications", notifications.list),
            at.post("/notifications/bulk-reading", notifications.readAll),
            at.post("/notifications/{notification}/opening", notifications.open),
            at.post("/notifications/{notification}/reading", notifications.read),
            at.get("/account/notifications", settings.show),
            at.post("/account/notifications", settings.choose),
        ]
    }

    private static func updates(_ site: Site) -> [Route] {
        let at = site.staffArea
        let updates = UpdateHandlers(site: site)
        let form = UpdateFormHandlers(site: site)
        let files = AttachmentHandlers(site: site)
        let replacement = ReplacementHandlers(site: site)
        return [
            at.get("/cases/{case}/updates/new", form.new),
            at.post("/cases/{case}/updates", limit: UpdateEntry.formLimit, form.create),
            at.get("/updates/{update}", updates.show),
            at.post("/updates/{update}", limit: UpdateEntry.formLimit, form.change),
            at.get("/updates/{update}/edit", form.edit),
            at.post("/updates/{update}/submission", updates.submit),
            at.post("/updates/{update}/return", updates.giveBack),
            at.post("/updates/{update}/validation", updates.validate),
            at.multipart("/updates/{update}/attachments", limit: files.formLimit, files.addForm),
            at.upload("/updates/{update}/files", files.addRaw),
            at.get("/attachments/{attachment}", files.read),
            at.head("/attachments/{attachment}", files.describe),
            at.post("/attachments/{attachment}/deletion", files.remove),
            at.get("/attachments/{attachment}/replacement", replacement.show),
            at.multipart("/attachments/{attachment}/replacement", limit: files.formLimit, replacement.replace),
        ]
    }

    private static func sends(_ site: Site) -> [Route] {
        let at = site.staffArea
        let send = SendHandlers(site: site)
        let tracker = TrackerHandlers(site: site)
        return [
            at.get("/updates/{update}/sends/new", send.new),
            at.post("/updates/{update}/sends/new", send.change),
            at.post("/updates/{update}/sends/check", send.check),
            at.post("/updates/{update}/sends", send.send),
            at.get("/sends/{send}", tracker.show),
            at.get("/sends/{send}/events", tracker.events),
            at.head("/sends/{send}/events", tracker.show),
            at.post("/sends/{send}/undo", tracker.undo),
            at.post("/sends/{send}/revocation", tracker.revoke),
        ]
    }

    private static func deliveries(_ site: Site) -> [Route] {
        let at = site.staffArea
        let delivery = DeliveryHandlers(site: site)
        let link = LinkHandlers(site: site)
        let delegation = DelegationHandlers(site: site)
        return [
            at.get("/", StartHandlers(site: site).show),
            at.get("/deliveries/{delivery}", delivery.show),
            at.post("/deliveries/{delivery}/resends", delivery.resend),
            at.post("/deliveries/{delivery}/extensions", delivery.extend),
            at.post("/deliveries/{delivery}/revocation", delivery.revoke),
            at.post("/deliveries/{delivery}/allowance", delivery.allow),
            at.post("/deliveries/{delivery}/renewals/{renewal}/grant", delivery.grantRenewal),
            at.post("/deliveries/{delivery}/renewals/{renewal}/refusal", delivery.refuseRenewal),
            at.get("/delegations/{delegation}", delegation.show),
            at.post("/delegations/{delegation}/approval", delegation.approve),
            at.post("/delegations/{delegation}/refusal", delegation.decline),
            at.post("/links/{link}/revocation", link.revoke),
            at.post("/links/{link}/reissue", link.reissue),
        ]
    }

    /// Only where mails are kept on disk: elsewhere nothing is there.
    private static func development(_ site: Site) -> [Route] {
        guard site.settings.isDevelopment, site.settings.mailbox != nil else { return [] }
        let at = site.visitorArea
        let mailbox = MailboxHandlers(site: site)
        return [
            at.get("/dev/mail", mailbox.list),
            at.get("/dev/mail/{number}", mailbox.show),
            at.get("/dev/mail/{number}/html", mailbox.html),
        ]
    }
}
