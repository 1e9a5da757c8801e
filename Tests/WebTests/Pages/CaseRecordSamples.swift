import Domain

@testable import Web

extension PageSample {
    private static let kinds = ChoiceField("kind", "files", [("", "Everything"), ("files", "Files")])

    static let caseRecords: [PageSample] = [
        PageSample(
            CaseActivityPage(
                frame: Sample.working(.cases), caseFile: head(.activity), kind: kinds,
                unfiltered: "/cases/1/activity",
                entries: [
                    CaseActivityPage.Entry(
                        when: Sample.when(3), words: "File replaced by “Report with a long name_and_no_spaces.pdf”",
                        tone: .warn, icon: .file, actor: "by Ana Moreau", detail: "Page 3 was missing.",
                        about: CaseActivityPage.About(label: "Surveillance", path: "/updates/1")),
                    CaseActivityPage.Entry(
                        when: Sample.when(0), words: "Case opened", tone: .info, icon: .file, actor: nil, detail: nil,
                        about: nil),
                ], next: "/cases/1/activity?after=1")),
        PageSample(
            CaseActivityPage(
                frame: Sample.working(.cases), caseFile: head(.activity), kind: kinds, unfiltered: nil, entries: [],
                next: nil), "empty"),
        PageSample(
            CaseFilesPage(
                frame: Sample.working(.cases), caseFile: head(.files),
                files: [
                    CaseFilesPage.File(
                        path: "/attachments/1", name: "Photographs_with_a_very_long_file_name_2026-11-14_final.zip",
                        version: "version 1", replaced: StatusTag("Replaced", .idle, .file), size: "812 MB",
                        added: Sample.when(0), by: "Ana Moreau", update: "Surveillance on 14 November",
                        updatePath: "/updates/1", updateStatus: StatusTag(.draft), group: "Internal notes"),
                    CaseFilesPage.File(
                        path: "/attachments/2", name: "Note.txt", version: nil, replaced: nil, size: "1 byte",
                        added: Sample.when(0), by: nil, update: "Interview", updatePath: "/updates/2",
                        updateStatus: nil, group: "Standard"),
                ], next: "/cases/1/files?after=2")),
        PageSample(
            CaseFilesPage(frame: Sample.working(.cases), caseFile: head(.files), files: [], next: nil), "empty"),
        PageSample(
            RetentionPage(
                frame: Sample.working(.cases), caseFile: head(.retention),
                period: "84 months (7 years) after closing, as the organisation keeps cases",
                due: "stopped by the legal hold; without it \(Sample.until.sentence)",
                hold: RetentionPage.Hold(since: Sample.when(0), by: "Ana Moreau", reason: "Order of the court."),
                history: [
                    RetentionPage.Entry(
                        when: Sample.when(0), words: "Legal hold placed", by: "Ana Moreau",
                        detail: "Order of the court."),
                    RetentionPage.Entry(when: Sample.when(-9), words: "Case closed", by: nil, detail: nil),
                ],
                change: RetentionPage.Change(
                    action: "/cases/1/retention", months: Field("months", value: "84"),
                    holdAction: "/cases/1/hold/deletion", reason: Field("reason"), isHeld: true))),
        {
            let reason = Field("reason", error: "Give a reason for the hold.")
            return PageSample(
                RetentionPage(
                    frame: Sample.working(.cases, errors: Sample.failing(reason)), caseFile: head(.retention),
                    period: "until somebody decides", due: "not while the case is open", hold: nil, history: [],
                    change: RetentionPage.Change(
                        action: "/cases/1/retention", months: Field("months"), holdAction: "/cases/1/hold",
                        reason: reason, isHeld: false)), "error")
        }(),
        PageSample(
            StatusChangePage(
                frame: Sample.working(.cases), heading: "Close 1 case?",
                rows: [
                    StatusChangePage.Row(
                        path: "/cases/1", title: "Meridian Insurance", reference: "HV-2026-0114",
                        outcome: StatusTag("Will be closed", .ok, .check)),
                    StatusChangePage.Row(
                        path: "/cases/2", title: "Okafor v. Lindqvist", reference: "HV-2026-0109",
                        outcome: StatusTag("Not done: closed already", .idle, .cross)),
                ], missing: "1 case cannot be found, or is not yours to see.",
                confirm: StatusChangePage.Confirm(
                    hidden: [HiddenField(name: "case", value: "1")], label: "Close 1 case",
                    meaning: "Only how long a closed case is kept can be changed."))),
        PageSample(
            StatusChangePage(
                frame: Sample.working(.cases), heading: "There is nothing to close", rows: [], missing: nil,
                confirm: nil), "empty"),
        PageSample(
            CaseTypesPage(
                frame: Sample.working(.cases, flash: Flash("Saved.")), new: "/case-types/new",
                types: [
                    CaseTypesPage.Row(
                        name: "Surveillance", edit: "/case-types/1/edit", cases: "12", list: "/cases?type=1",
                        status: nil),
                    CaseTypesPage.Row(
                        name: "Asset search", edit: nil, cases: "0", list: "/cases?type=2",
                        status: StatusTag("Archived", .idle, .lock)),
                ])),
        PageSample(CaseTypesPage(frame: Sample.working(.cases), new: "/case-types/new", types: []), "empty"),
        PageSample(
            CaseTypeFormPage(
                frame: Sample.working(.cases), isNew: true, action: "/case-types", name: Field("name"), archive: nil,
                cancel: "/case-types"), "new"),
        {
            let name = Field("name", value: "Surveillance", error: "Another case type has this name.")
            return PageSample(
                CaseTypeFormPage(
                    frame: Sample.working(.cases, errors: Sample.failing(name)), isNew: false, action: "/case-types/1",
                    name: name, archive: PostButton("Archive", action: "/case-types/1/archive", isDangerous: true),
                    cancel: "/case-types"))
        }(),
    ]
}
