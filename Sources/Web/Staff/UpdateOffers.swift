import Actions
import Domain

/// What the viewer can do with an update now.
struct UpdateOffers {
    let path: String
    let edit: String?
    let validate: PostButton?
    /// Only when validated, in an open case (TR-02, TR-03).
    let send: String?

    init(_ shown: ShownUpdate, in caseFile: CaseFile, for viewer: Viewer) {
        path = "/updates/\(shown.update.id)"
        let isOpen = caseFile.status == .open
        let isOpenDraft = shown.update.state == .draft && isOpen
        edit = isOpenDraft && viewer.rights.mayChange ? path + "/edit" : nil
        // The version says which text was read: another one is not validated unseen.
        validate =
            isOpenDraft && viewer.rights.mayValidate
            ? PostButton("Validate", action: "\(path)/validation?version=\(shown.version)") : nil
        let isReady = shown.update.state == .validated && isOpen
        send = isReady && viewer.rights.mayChange ? path + "/sends/new" : nil
    }
}
