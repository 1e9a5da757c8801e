import Actions
import Domain

extension Shape {
    static let attachment = object([
        .required("id", .id), .required("updateId", .id), .required("name", .text(255)),
        .required("size", integer(0...Int64.max).noted("Bytes.")), .required("sha256", Shape(.text(.sha256))),
        .required("mediaType", .text(129)), .required("createdAt", .moment),
        .required("version", integer(1...Int64.max).noted("From 1; a replaced file has several.")),
        .required("replaces", id.orNull.noted("The version whose place it took.")),
        .required("replaceReason", text(2000).orNull),
        .required("replacedBy", id.orNull.noted("Who replaced that one.")),
        .required("supersededAt", moment.orNull.noted("When another version took its place.")),
    ]).named("Attachment")

    static let update = object([
        .required("id", .id), .required("caseId", .id), .required("title", .text(800)),
        .required("body", .text(262_144)), .required("bodyFormat", Shape(.text(.words(["markdown", "html"])))),
        .required("state", .words(UpdateState.self)), .required("accessGroupId", .id),
        .required("version", integer(1...Int64.max).noted("How often the text was written.")),
        .required("authorId", .id), .required("createdAt", .moment), .required("changedAt", .moment),
        .required("submittedAt", moment.orNull), .required("submittedBy", id.orNull),
        .required("returnedAt", moment.orNull.noted("The last time, also after it was submitted again.")),
        .required("returnedBy", id.orNull), .required("returnReason", text(8000).orNull),
        .required("validatedAt", moment.orNull), .required("validatedBy", id.orNull),
        .required(
            "validatedAutomatically",
            yesNo.noted("Whether submitting it was enough, because its access group needs no validation.")),
        .required("attachments", list(of: attachment, most: 10_000)),
        .required(
            "supersededAttachments",
            list(of: attachment, most: 10_000).noted("Versions that another one took the place of, for staff alone.")),
    ]).named("Update")

    static let updateText = object([
        .required("title", .text(1, 800).exampled("Interview with the harbour master")),
        .required(
            "body",
            text(262_144).noted("HTML of paragraphs, lists, quotations, emphasis and links; all else is left out.")
                .exampled("<p>He <strong>saw</strong> the crates.</p>")),
        .optional("accessGroupId", id.noted("Who may see it; the standard group if not said.")),
    ]).named("UpdateText")

    static let updateChange = object([
        .required("version", integer(1...Int64.max).noted("That of the text which is to be replaced.")),
        .optional("title", .text(1, 800)), .optional("body", text(262_144).noted("HTML.")),
        .optional("accessGroupId", .id),
    ]).named("UpdateChange")
}

extension JSON {
    init(_ attachment: Attachment) {
        self = [
            "id": JSON(attachment.id), "updateId": JSON(attachment.update), "name": .text(attachment.name.text),
            "size": .integer(attachment.size), "sha256": .text(attachment.sha256.hex),
            "mediaType": .text(attachment.mediaType.text), "createdAt": JSON(attachment.createdAt),
            "version": .integer(attachment.version), "replaces": JSON(attachment.replacement?.of),
            "replaceReason": JSON(attachment.replacement?.reason), "replacedBy": JSON(attachment.replacement?.by),
            "supersededAt": JSON(attachment.supersededAt),
        ]
    }

    init(_ shown: ShownUpdate) {
        let update = shown.update
        self = [
            "id": JSON(update.id), "caseId": JSON(update.caseFile), "title": .text(update.title),
            "body": .text(update.body.text), "bodyFormat": .text(update.body.format.rawValue),
            "state": .text(update.state.rawValue), "accessGroupId": JSON(update.accessGroup),
            "version": .integer(shown.version),
            "authorId": JSON(update.author), "createdAt": JSON(update.createdAt), "changedAt": JSON(shown.changedAt),
            "submittedAt": JSON(update.submission?.at), "submittedBy": JSON(update.submission?.by),
            "returnedAt": JSON(update.giveBack?.at), "returnedBy": JSON(update.giveBack?.by),
            "returnReason": JSON(update.giveBack?.reason),
            "validatedAt": JSON(update.validation?.at), "validatedBy": JSON(update.validation?.by),
            "validatedAutomatically": .yesNo(update.validation?.isAutomatic ?? false),
            "attachments": .list(shown.attachments.map { JSON($0) }),
            "supersededAttachments": .list(shown.superseded.map { JSON($0) }),
        ]
    }
}

extension ApiRefusal {
    init(_ refusal: DraftRefusal) {
        switch refusal {
        case .unknown: self = .of(status: 404)
        case .notAllowed: self = .of(status: 403)
        case .closed: self = .closed
        case .permanent: self = .permanent
        case .notValidated:
            self = .conflict(
                "not-validated", "The update is not validated", "Take the file off it, and add another one.")
        case .replaced:
            self = .conflict(
                "replaced", "The file was replaced before",
                "Read the update, and replace the version that stands there.")
        }
    }

    /// A validated update cannot be changed.
    static let permanent = conflict(
        "validated", "The update is validated", "It is permanent. Correct it with a new update.")

    /// Nobody's words are lost.
    static let changedMeanwhile = conflict(
        "changed-meanwhile", "Somebody wrote meanwhile", "Read the update, and send what you want with its new version."
    )
}
