import Domain

@testable import Web

extension PageSample {
    private static let caseType = ChoiceField("type", choices: [Choice("", "None"), Choice("1", "Surveillance")])

    static let cases: [PageSample] = [
        PageSample(
            CasesPage(
                frame: Sample.working(.cases), text: Field("text", value: "Meridian"), state: states,
                type: ChoiceField("type", "1", [("", "All"), ("1", "Surveillance")]),
                tag: ChoiceField("tag", "", [("", "All"), ("harbour", "harbour")]),
                whose: ChoiceField("whose", "", [("", "All that I see"), ("mine", "Mine")]),
                sort: ChoiceField("sort", "newest", [("newest", "Newest first")]), isFiltered: true,
                narrowing: "open, with “Meridian” in reference or title", count: "2 cases", new: nil,
                importing: nil, importingAssignments: nil, export: "/cases.csv?text=Meridian",
                exportAssignments: "/assignments.csv?text=Meridian", seesAll: false, cases: caseRows,
                isTickable: true, next: "/cases?after=2")),
        PageSample(
            CasesPage(
                frame: Sample.working(.cases), text: Field("text"), state: states,
                type: ChoiceField("type", choices: []),
                tag: ChoiceField("tag", choices: []), whose: ChoiceField("whose", choices: []),
                sort: ChoiceField("sort", choices: []), isFiltered: false, narrowing: nil, count: nil,
                new: "/cases/new", importing: "/imports/new?kind=cases",
                importingAssignments: "/imports/new?kind=assignments", export: "/cases.csv",
                exportAssignments: "/assignments.csv", seesAll: true, cases: [],
                isTickable: false, next: nil),
            "first"),
        PageSample(
            CaseFormPage(
                frame: Sample.working(.cases), isNew: true, action: "/cases", reference: Field("reference"),
                title: Field("title"), type: caseType, tags: Field("tags"),
                verification: false, verificationError: nil, cancel: "/cases")),
        {
            let reference = Field("reference", value: "HV-2026-0114", error: "Another case has this reference.")
            let frame = Sample.working(.cases, errors: Sample.failing(reference))
            return PageSample(
                CaseFormPage(
                    frame: frame, isNew: false, action: "/cases/1", reference: reference,
                    title: Field("title", value: "Meridian"), type: caseType, tags: Field("tags", value: "harbour"),
                    verification: true,
                    verificationError: "Somebody changed this to “up to the sender” meanwhile.", cancel: "/cases/1"),
                "error")
        }(),
    ]
}
