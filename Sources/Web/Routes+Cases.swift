extension Routes {
    /// What is about the record of a case, several cases at once, and the kinds of cases.
    static func caseRecords(_ site: Site) -> [Route] {
        let at = site.staffArea
        let types = CaseTypeHandlers(site: site)
        let retention = RetentionHandlers(site: site)
        let changes = StatusChangeHandlers(site: site)
        return [
            at.get("/cases/{case}/files", CaseFileHandlers(site: site).show),
            at.get("/cases/{case}/activity", CaseActivityHandlers(site: site).show),
            at.get("/cases/{case}/retention", retention.show),
            at.post("/cases/{case}/retention", retention.change),
            at.post("/cases/{case}/hold", retention.place),
            at.post("/cases/{case}/hold/deletion", retention.lift),
            at.get("/case-status-changes/new", changes.check),
            at.post("/case-status-changes", changes.change),
            at.get("/case-status-changes/{statusChange}", changes.show),
            at.get("/case-types", types.list),
            at.post("/case-types", types.add),
            at.get("/case-types/new", types.new),
            at.get("/case-types/{caseType}/edit", types.edit),
            at.post("/case-types/{caseType}", types.change),
            at.post("/case-types/{caseType}/archive", types.archive),
            at.post("/case-types/{caseType}/archive/deletion", types.restore),
        ]
    }
}
