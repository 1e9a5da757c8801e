import Actions
import Domain

/// A case as programs read and write it.
enum CaseShape {
    static let shape = Shape.object([
        .required("id", .id), .required("reference", .text(240)), .required("title", .text(800)),
        .required("status", .words(CaseStatus.self)), .required("typeId", Shape.id.orNull),
        .required("tags", tags), .required("createdAt", .moment),
        .required("closedAt", Shape.moment.orNull.noted("Null also where it was closed before this was recorded.")),
        .required("onHold", Shape.yesNo.noted("Whether a legal hold is on it; more is at its retention.")),
        .required("asksForCode", asksForCode),
    ]).named("Case")

    static let tags = Shape.list(of: .text(1, 160), most: CaseTags.most).noted(
        "Words to find it by; each once, without regard to letter case.")

    private static let asksForCode = Shape.yesNo.noted(
        "Whether links to its updates open only after a mailed code, unless a sender says otherwise.")

    static func details(isRequired: Bool) -> Shape {
        let (reference, title) = (
            Shape.text(1, 240).exampled("2026-014"), Shape.text(1, 800).exampled("Harbour matter")
        )
        let labels: [Shape.Member] = [
            .optional("typeId", Shape.id.orNull.noted("Of `/case-types`.")), .optional("tags", tags),
            .optional("asksForCode", asksForCode),
        ]
        return .object(
            (isRequired
                ? [.required("reference", reference), .required("title", title)]
                : [.optional("reference", reference), .optional("title", title)]) + labels)
    }

    static func json(_ caseFile: CaseFile, _ labels: CaseLabels) -> JSON {
        [
            "id": JSON(caseFile.id), "reference": .text(caseFile.reference), "title": .text(caseFile.title),
            "status": .text(caseFile.status.rawValue), "typeId": JSON(caseFile.type),
            "tags": .list(labels.tags.map { .text($0.word) }), "createdAt": JSON(caseFile.createdAt),
            "closedAt": JSON(caseFile.retention.closedAt), "onHold": .yesNo(caseFile.retention.hold != nil),
            "asksForCode": .yesNo(caseFile.asksForCode),
        ]
    }

    /// What is not said stays as it was.
    static func details(
        _ call: Call, instead before: LabelledCase? = nil
    ) throws -> CaseDetails {
        let type =
            call.body["typeId"] == nil
            ? before?.caseFile.type : try call.body.optionalText("typeId").map { try ID<CaseType>(reading: $0) }
        let tags =
            call.body["tags"] == nil
            ? before?.labels.tags.map(\.word) ?? [] : call.body.texts("tags")
        return try CaseDetails(
            reference: call.body.optionalText("reference") ?? before?.caseFile.reference ?? "",
            title: call.body.optionalText("title") ?? before?.caseFile.title ?? "", type: type,
            tags: try Typed.tags(tags),
            asksForCode: call.body.optionalFlag("asksForCode") ?? before?.caseFile.asksForCode ?? false)
    }
}
