import Actions
import Domain

extension UpdateFormPage {
    /// What the form is about: a draft, or one that is not there yet.
    struct Subject {
        let caseFile: CaseFile
        let shown: ShownUpdate?
        /// Of the text that the writer has before them.
        let version: Int64
        var newer: Newer?
        /// What can be chosen.
        var groups: [AccessGroup] = []
        /// Those of the chosen access group.
        var presets: [Preset] = []
        var offersPresets = false
        /// The text as it would be shown, where that was asked for.
        var previewHTML: String?
        /// Files of the form that were not taken in.
        var refused: [RefusedFile] = []
        /// Whether something typed stands nowhere but on the page.
        var isUnsaved = false

        var format: UpdateBody.Format { shown?.update.body.format ?? .markdown }

        init(newIn caseFile: CaseFile) {
            self.caseFile = caseFile
            shown = nil
            version = 0
        }

        init(_ found: UpdateInCase, version: Int64? = nil) {
            caseFile = found.caseFile
            shown = found.shown
            self.version = version ?? found.shown.version
        }
    }

    init(
        _ subject: Subject, _ entry: UpdateEntry, _ reading: FormReading, for viewer: Viewer, limits: UploadLimits,
        frame: WorkingFrame
    ) {
        let casePath = "/cases/\(subject.caseFile.id)"
        let path = subject.shown.map { "/updates/\($0.update.id)" }
        // Files come after the first save, and validation is for good: a new update is saved before it is validated.
        let state = subject.shown?.update.state ?? .draft
        let mayValidate = path != nil && viewer.rights.mayValidate && state != .returned
        let chosen = entry.group.isEmpty ? AccessGroup.standard.text : entry.group
        self.init(
            frame: frame, caseFile: CaseHead(subject.caseFile, for: viewer, at: nil), isNew: path == nil,
            action: path.map { "\($0)?version=\(subject.version)" } ?? casePath + "/updates",
            group: reading.choice(
                "group",
                subject.groups.map { group in
                    Choice(
                        group.id.text, group.requiresValidation ? group.name : "\(group.name) (needs no validation)",
                        isChosen: group.id.text == chosen)
                }),
            presets: subject.presets.map { PresetChoice(id: $0.id.text, name: $0.name) },
            offersPresets: subject.offersPresets, title: reading.field("title", entry.title),
            body: reading.field("body", entry.body),
            isMarkdown: subject.format == .markdown, isUnsaved: subject.isUnsaved,
            savedAt: subject.isUnsaved ? nil : subject.shown.map { When($0.changedAt) },
            returned: subject.shown.flatMap(ReturnedNotice.init), newer: subject.newer,
            preview: subject.previewHTML.map { Preview(bodyHTML: $0) },
            maySubmit: path != nil && [.draft, .returned].contains(state), mayValidate: mayValidate,
            files: subject.shown.map { Files($0, limits: limits, refused: subject.refused) },
            cancel: path ?? casePath)
    }
}

extension UpdateFormPage.Files {
    init(_ shown: ShownUpdate, limits: UploadLimits, refused: [RefusedFile]) {
        let path = "/updates/\(shown.update.id)"
        self.init(
            action: path + "/attachments", rawAction: path + "/files",
            list: shown.attachments.map { attachment in
                UpdateFormPage.AttachedFile(
                    facts: FileFacts(attachment),
                    remove: PostButton(
                        "Remove", action: "/attachments/\(attachment.id)/deletion", isDangerous: true,
                        about: attachment.name.text))
            },
            limits: "Up to \(limits.filesPerUpdate) files of \(FileSize.words(limits.fileSize)) each.",
            largest: "\(limits.fileSize)", refused: refused.map(\.words))
    }
}

extension UpdateFormPage.Newer {
    init(_ shown: ShownUpdate) {
        self.init(
            title: shown.update.title, group: shown.group?.name ?? "", text: shown.update.body.text,
            savedAt: When(shown.changedAt), take: "/updates/\(shown.update.id)/edit")
    }
}
