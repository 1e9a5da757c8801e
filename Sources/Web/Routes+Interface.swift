import Hummingbird

extension Routes {
    /// What programs ask, under `/api`.
    static func interface(_ site: Site) -> [Route] {
        let at = BearerArea(site: site)
        let described =
            people(at) + imports(at) + cases(at) + updates(at) + groups(at) + distributionGroups(at) + sends(at)
            + notifications(at) + mail(at)
        let document = InterfaceDocument.json(described, site.organisation).text
        let published = site.publicArea.get("/api/openapi.json") { _, _ in .json(text: document, status: .ok) }
        return described + [published]
    }

    private static func mail(_ at: BearerArea) -> [Route] {
        let policy = MailPolicyEndpoints()
        return [at.get("/mail-policy", policy.show), at.patch("/mail-policy", policy.change)]
    }

    private static func people(_ at: BearerArea) -> [Route] {
        let people = PeopleEndpoints()
        let awaited = AwaitedAddressEndpoints()
        let invitations = InvitationEndpoints()
        let access = AccessEndpoints()
        return [
            at.get("/account", AccountEndpoints().show),
            at.get("/people", people.list),
            at.post("/people", people.add),
            at.get("/people/{person}", people.show),
            at.patch("/people/{person}", people.change),
            at.put("/people/{person}/archive", people.archive),
            at.delete("/people/{person}/archive", people.restore),
            at.post("/people/{person}/merge", people.merge),
            at.post("/people/{person}/invitations", invitations.invite),
            at.delete("/people/{person}/invitations", invitations.withdraw),
            at.post("/people/{person}/awaited-address", awaited.mail),
            at.delete("/people/{person}/awaited-address", awaited.withdraw),
            at.get("/people/{person}/sessions", access.sessions),
            at.delete("/people/{person}/sessions", access.endSessions),
            at.delete("/people/{person}/sessions/{session}", access.endSession),
            at.delete("/people/{person}/lock", access.liftLock),
            at.delete("/people/{person}/provider-account", access.unlink),
            at.get("/permissions", PermissionEndpoints().show),
            at.patch("/permissions", PermissionEndpoints().change),
        ] + portalAccess(at)
    }

    private static func imports(_ at: BearerArea) -> [Route] {
        let imports = ImportEndpoints()
        return [
            at.get("/contacts.csv", imports.exportContacts),
            at.get("/cases.csv", imports.exportCases),
            at.get("/assignments.csv", imports.exportAssignments),
            at.post("/imports", imports.bring),
            at.get("/imports/{import}", imports.show),
            at.post("/imports/{import}/confirmation", imports.confirm),
        ]
    }

    private static func cases(_ at: BearerArea) -> [Route] {
        let cases = CaseEndpoints()
        let assignments = AssignmentEndpoints()
        return [
            at.get("/cases", cases.list),
            at.post("/cases", cases.open),
            at.get("/cases/{case}", cases.show),
            at.patch("/cases/{case}", cases.change),
            at.put("/cases/{case}/closure", cases.close),
            at.delete("/cases/{case}/closure", cases.reopen),
            at.get("/cases/{case}/assignments", assignments.list),
            at.put("/cases/{case}/assignments/{person}", assignments.put),
            at.delete("/cases/{case}/assignments/{person}", assignments.remove),
        ] + caseRecords(at)
    }

    private static func caseRecords(_ at: BearerArea) -> [Route] {
        let records = CaseRecordEndpoints()
        let retention = RetentionEndpoints()
        let changes = StatusChangeEndpoints()
        let types = CaseTypeEndpoints()
        return [
            at.get("/cases/{case}/activity", records.activity),
            at.get("/cases/{case}/files", records.files),
            at.get("/cases/{case}/retention", retention.show),
            at.put("/cases/{case}/retention", retention.change),
            at.post("/cases/{case}/hold", retention.place),
            at.post("/cases/{case}/hold/lifting", retention.lift),
            at.post("/case-status-changes", changes.change),
            at.get("/case-status-changes/{statusChange}", changes.show),
            at.get("/case-types", types.list),
            at.post("/case-types", types.add),
            at.get("/case-types/{caseType}", types.show),
            at.patch("/case-types/{caseType}", types.change),
            at.put("/case-types/{caseType}/archive", types.archive),
            at.delete("/case-types/{caseType}/archive", types.restore),
        ]
    }

    private static func distributionGroups(_ at: BearerArea) -> [Route] {
        let groups = DistributionGroupEndpoints()
        return [
            at.get("/distribution-groups", groups.list),
            at.post("/distribution-groups", groups.make),
            at.get("/cases/{case}/distribution-groups", groups.listOfCase),
            at.post("/cases/{case}/distribution-groups", groups.makeForCase),
            at.get("/distribution-groups/{distributionGroup}", groups.show),
            at.patch("/distribution-groups/{distributionGroup}", groups.change),
            at.put("/distribution-groups/{distributionGroup}/archive", groups.archive),
            at.delete("/distribution-groups/{distributionGroup}/archive", groups.restore),
        ]
    }

    private static func updates(_ at: BearerArea) -> [Route] {
        let updates = UpdateEndpoints()
        let files = AttachmentEndpoints(site: at.site)
        return [
            at.get("/cases/{case}/updates", updates.list),
            at.post("/cases/{case}/updates", updates.write),
            at.get("/updates/{update}", updates.show),
            at.patch("/updates/{update}", updates.change),
            at.post("/updates/{update}/submission", updates.submit),
            at.post("/updates/{update}/return", updates.giveBack),
            at.post("/updates/{update}/validation", updates.validate),
            at.post("/updates/{update}/attachments", files.add),
            at.get("/attachments/{attachment}", files.show),
            at.delete("/attachments/{attachment}", files.remove),
            at.post("/attachments/{attachment}/replacement", files.replace),
            at.get("/attachments/{attachment}/content", files.read),
        ]
    }

    private static func groups(_ at: BearerArea) -> [Route] {
        let groups = AccessGroupEndpoints()
        let presets = PresetEndpoints()
        let teams = TeamEndpoints()
        return [
            at.get("/access-groups", groups.list),
            at.post("/access-groups", groups.add),
            at.get("/access-groups/{group}", groups.show),
            at.patch("/access-groups/{group}", groups.change),
            at.put("/access-groups/{group}/archive", groups.archive),
            at.delete("/access-groups/{group}/archive", groups.restore),
            at.get("/teams", teams.list),
            at.post("/teams", teams.add),
            at.get("/teams/{team}", teams.show),
            at.patch("/teams/{team}", teams.change),
            at.put("/teams/{team}/archive", teams.archive),
            at.delete("/teams/{team}/archive", teams.restore),
            at.get("/presets", presets.list),
            at.post("/presets", presets.add),
            at.get("/presets/{preset}", presets.show),
            at.patch("/presets/{preset}", presets.change),
            at.put("/presets/{preset}/archive", presets.archive),
            at.delete("/presets/{preset}/archive", presets.restore),
            at.get("/cases/{case}/presets/{preset}", presets.fill),
        ]
    }

    private static func notifications(_ at: BearerArea) -> [Route] {
        let notifications = NotificationEndpoints()
        let preference = NotificationPreferenceEndpoints()
        return [
            at.get("/notifications", notifications.list),
            at.post("/notifications/bulk-reading", notifications.readAll),
            at.put("/notifications/{notification}/reading", notifications.read),
            at.get("/people/{person}/notifications", notifications.told),
            at.get("/account/notifications", preference.show),
            at.patch("/account/notifications", preference.choose),
        ]
    }

    private static func sends(_ at: BearerArea) -> [Route] {
        let sends = SendEndpoints(site: at.site)
        let deliveries = DeliveryEndpoints(site: at.site)
        let delegations = DelegationEndpoints()
        return [
            at.get("/updates/{update}/sends", sends.list),
            at.post("/updates/{update}/sends", sends.send),
            at.get("/sends/{send}", sends.show),
            at.post("/sends/{send}/undo", sends.undo),
            at.post("/sends/{send}/revocation", sends.revoke),
            at.get("/deliveries/{delivery}", deliveries.show),
            at.post("/deliveries/{delivery}/revocation", deliveries.revoke),
            at.post("/deliveries/{delivery}/extensions", deliveries.extend),
            at.post("/deliveries/{delivery}/resends", deliveries.resend),
            at.post("/deliveries/{delivery}/allowance", deliveries.allow),
            at.get("/sends/{send}/delegations", delegations.list),
            at.get("/delegations/{delegation}", delegations.show),
            at.post("/delegations/{delegation}/approval", delegations.approve),
            at.post("/delegations/{delegation}/refusal", delegations.decline),
            at.post("/delegations/{delegation}/revocation", delegations.revoke),
            at.post("/links/{link}/revocation", deliveries.revokeLink),
            at.post("/links/{link}/reissue", deliveries.reissueLink),
        ]
    }
}
