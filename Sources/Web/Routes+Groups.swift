extension Routes {
    /// What decides who sees what, what updates begin with, and who of staff belongs together.
    static func groups(_ site: Site) -> [Route] {
        let at = site.staffArea
        let groups = AccessGroupHandlers(site: site)
        return [
            at.get("/access-groups", groups.list),
            at.post("/access-groups", groups.add),
            at.get("/access-groups/new", groups.new),
            at.get("/access-groups/{group}/edit", groups.edit),
            at.post("/access-groups/{group}", groups.change),
            at.post("/access-groups/{group}/archive", groups.archive),
            at.post("/access-groups/{group}/archive/deletion", groups.restore),
        ] + presets(site) + mail(site) + teams(site) + permissions(site)
    }

    private static func teams(_ site: Site) -> [Route] {
        let at = site.staffArea
        let teams = TeamHandlers(site: site)
        return [
            at.get("/teams", teams.list),
            at.post("/teams", teams.add),
            at.get("/teams/new", teams.new),
            at.get("/teams/{team}/edit", teams.edit),
            at.post("/teams/{team}", teams.change),
            at.post("/teams/{team}/archive", teams.archive),
            at.post("/teams/{team}/archive/deletion", teams.restore),
        ]
    }

    private static func permissions(_ site: Site) -> [Route] {
        let at = site.staffArea
        let permissions = PermissionHandlers(site: site)
        return [
            at.get("/permissions", permissions.show),
            at.post("/permissions", permissions.change),
            at.post("/permissions/deletion", permissions.ship),
        ]
    }

    private static func presets(_ site: Site) -> [Route] {
        let at = site.staffArea
        let presets = PresetHandlers(site: site)
        return [
            at.get("/presets", presets.list),
            at.post("/presets", limit: UpdateEntry.formLimit, presets.add),
            at.get("/presets/new", presets.new),
            at.get("/presets/{preset}/edit", presets.edit),
            at.post("/presets/{preset}", limit: UpdateEntry.formLimit, presets.change),
            at.post("/presets/{preset}/archive", presets.archive),
            at.post("/presets/{preset}/archive/deletion", presets.restore),
        ]
    }
}
