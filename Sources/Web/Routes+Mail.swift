extension Routes {
    /// What mails may hold, and in which words.
    static func mail(_ site: Site) -> [Route] {
        let at = site.staffArea
        let policy = MailPolicyHandlers(site: site)
        let templates = MailTemplateHandlers(site: site)
        return [
            at.get("/mail-policy", policy.show),
            at.post("/mail-policy", policy.change),
            at.get("/mail-templates/{template}", templates.show),
            at.post("/mail-templates/{template}", templates.change),
            at.get("/mail-templates/{template}/html", templates.html),
            at.post("/mail-templates/{template}/preview", templates.preview),
            at.post("/mail-templates/{template}/test", templates.test),
            at.post("/mail-templates/{template}/deletion", templates.ship),
        ]
    }
}
