import Actions
import Domain

/// What the viewer can do with an update now.
struct UpdateOffers {
    let path: String
    let edit: String?
    let submit: PostButton?
    let validate: PostButton?
    /// Where a submitted update is sent back to its author.
    let giveBack: String?
    /// Whether its files can be replaced.
    let replace: Bool
    /// Only when validated, in an open case (TR-02, TR-03).
    let send: String?

    init(_ shown: ShownUpdate, in caseFile: CaseFile, for viewer: Viewer) {
        path = "/updates/\(shown.update.id)"
        let isOpen = caseFile.status == .open
        let state = shown.update.state
        let mayWrite = isOpen && viewer.rights.mayWriteUpdates
        let mayValidate = isOpen && viewer.rights.mayValidate
        edit = state != .validated && mayWrite ? path + "/edit" : nil
        // The version says which text was read: neither another one nor a further file is validated unseen.
        let read = "?version=\(shown.version)"
        let files = "&files=\(FilesMark(shown.attachments).text)"
        validate =
            [.draft, .submitted].contains(state) && mayValidate
            ? PostButton("Validate", action: path + "/validation" + read + files) : nil
        submit =
            [.draft, .returned].contains(state) && mayWrite && validate == nil
            ? PostButton("Submit", action: path + "/submission" + read) : nil
        giveBack = state == .submitted && mayValidate ? path + "/return" + read : nil
        let isReady = state == .validated && isOpen
        replace =
            isReady && viewer.rights.mayWriteUpdates
            && (viewer.rights.mayValidate || shown.group?.requiresValidation == false)
        send = isReady && viewer.rights.maySendUpdates ? path + "/sends/new" : nil
    }
}
