/// Every URL of the site, one line each, by area and guard.
enum Routes {
    static func all(_ site: Site) -> [Route] { (general(site) + recipient(site) + staff(site)).withHead() }

    private static func general(_ site: Site) -> [Route] {
        let at = site.publicArea
        let general = GeneralHandlers(site: site)
        return [
            at.get("/healthz", general.health),
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
            at.post("/session/deletion", session.end),
            at.post("/session/heartbeat", session.beat),
            at.post("/session/closing", session.close),
        ]
    }

    private static func staff(_ site: Site) -> [Route] { [] }
}
