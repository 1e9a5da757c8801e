extension Routes {
    /// What contacts and prospects see, and their way in.
    static func portal(_ site: Site) -> [Route] {
        let (way, at) = (site.visitorArea, site.portalArea)
        let signIn = PortalSignInHandlers(site: site)
        let activation = PortalActivationHandlers(site: site)
        let portal = PortalHandlers(site: site)
        let notifications = PortalNotificationHandlers(site: site)
        let profile = PortalProfileHandlers(site: site)
        return [
            way.get("/portal/sign-in", signIn.show),
            way.post("/portal/sign-in", signIn.ask),
            way.get("/portal/sign-in/code", signIn.showCode),
            way.post("/portal/sign-in/code", signIn.enter),
            way.get("/portal/activations/{secret}", activation.show),
            way.post("/portal/activations/{secret}", activation.activate),
            at.get("/portal", portal.start),
            at.get("/portal/updates", portal.updates),
            at.get("/portal/cases/{case}", portal.caseFile),
            at.get("/portal/notifications", notifications.list),
            at.post("/portal/notifications/bulk-reading", notifications.readAll),
            at.post("/portal/notifications/{notification}/opening", notifications.open),
            at.get("/portal/profile", profile.show),
            at.post("/portal/profile/mail", notifications.chooseMail),
            at.post("/portal/sessions/{session}/deletion", profile.endSession),
            at.post("/portal/sign-out", profile.signOut),
        ]
    }

    /// What staff decide about it, on a person's page.
    static func portalAccess(_ site: Site) -> [Route] {
        let at = site.staffArea
        let access = PortalAccessHandlers(site: site)
        return [
            at.post("/people/{person}/portal-access", access.switchOn),
            at.post("/people/{person}/portal-access/invitations", access.invite),
            at.post("/people/{person}/portal-access/deletion", access.switchOff),
            at.post("/people/{person}/portal-sessions/deletion", access.endSessions),
            at.post("/people/{person}/portal-sessions/{session}/deletion", access.endSession),
        ]
    }

    /// The same for programs.
    static func portalAccess(_ at: BearerArea) -> [Route] {
        let access = PortalAccessEndpoints()
        return [
            at.get("/people/{person}/portal-access", access.show),
            at.post("/people/{person}/portal-access", access.switchOn),
            at.post("/people/{person}/portal-access/invitations", access.invite),
            at.delete("/people/{person}/portal-access", access.switchOff),
            at.delete("/people/{person}/portal-sessions", access.endSessions),
            at.delete("/people/{person}/portal-sessions/{session}", access.endSession),
        ]
    }
}
