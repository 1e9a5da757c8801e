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

    private static func recipient(_ site: Site) -> [Route] { [] }

    private static func staff(_ site: Site) -> [Route] { [] }
}
