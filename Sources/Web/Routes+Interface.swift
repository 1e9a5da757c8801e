import Hummingbird

extension Routes {
    /// What programs ask, under `/api`.
    static func interface(_ site: Site) -> [Route] {
        let at = BearerArea(site: site)
        let described = people(at) + cases(at) + updates(at) + sends(at)
        let document = InterfaceDocument.json(described, site.organisation).text
        let published = site.publicArea.get("/api/openapi.json") { _, _ in .json(text: document, status: .ok) }
        return described + [published]
    }

    private static func people(_ at: BearerArea) -> [Route] {
        let people = PeopleEndpoints()
        let invitations = InvitationEndpoints()
        let access = AccessEndpoints()
        return [
            at.get("/account", AccountEndpoints().show),
            at.get("/people", people.list),
            at.post("/people", people.add),
            at.get("/people/{person}", people.show),
            at.patch("/people/{person}", people.change),
            at.post("/people/{person}/invitations", invitations.invite),
            at.delete("/people/{person}/invitations", invitations.withdraw),
            at.get("/people/{person}/sessions", access.sessions),
            at.delete("/people/{person}/sessions", access.endSessions),
            at.delete("/people/{person}/sessions/{session}", access.endSession),
            at.delete("/people/{person}/lock", access.liftLock),
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
            at.post("/updates/{update}/validation", updates.validate),
            at.post("/updates/{update}/attachments", files.add),
            at.get("/attachments/{attachment}", files.show),
            at.delete("/attachments/{attachment}", files.remove),
            at.get("/attachments/{attachment}/content", files.read),
        ]
    }

    private static func sends(_ at: BearerArea) -> [Route] {
        let sends = SendEndpoints(site: at.site)
        let deliveries = DeliveryEndpoints(site: at.site)
        return [
            at.get("/updates/{update}/sends", sends.list),
            at.post("/updates/{update}/sends", sends.send),
            at.get("/sends/{send}", sends.show),
            at.post("/sends/{send}/revocation", sends.revoke),
            at.get("/deliveries/{delivery}", deliveries.show),
            at.post("/deliveries/{delivery}/revocation", deliveries.revoke),
            at.post("/deliveries/{delivery}/extensions", deliveries.extend),
            at.post("/deliveries/{delivery}/resends", deliveries.resend),
            at.post("/deliveries/{delivery}/allowance", deliveries.allow),
            at.post("/links/{link}/revocation", deliveries.revokeLink),
            at.post("/links/{link}/reissue", deliveries.reissueLink),
        ]
    }
}
