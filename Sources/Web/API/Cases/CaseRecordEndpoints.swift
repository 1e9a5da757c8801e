import Actions
import Domain

/// `/cases/{case}/activity` and `/cases/{case}/files`: what happened on a case, and every file of its updates.
struct CaseRecordEndpoints: Sendable {
    var activity: Endpoint {
        .showing(
            "listActivity", "What happened on a case, as far as it is for this person, the newest first.",
            query: [
                .init(
                    "kind", Shape.words(ActivityTopic.self).noted("What it is about; everything, if it is not said.")),
                .init("after", Shape.text(80).noted("The `next` of the page before.")), Paging.query[1],
            ],
            .object([
                .required("entries", .list(of: Self.entry, most: Paging.most)),
                .required(
                    "next", Shape.text(80).orNull.noted("What `after` takes for the next page; null on the last.")),
            ])
        ) { call in
            let mark = try call.query.optionalText("after").map { text in
                do { return try CaseActivity.Mark(reading: text) } catch {
                    throw ApiRefusal.mistakes([Mistake(query: "after", "Give the `next` of a page of this list.")])
                }
            }
            let list = try await call.installation.showActivity(
                of: call.id("case"), topic: call.query.optionalText("kind").flatMap(ActivityTopic.init), after: mark,
                limit: call.limit, to: call.viewer)
            return list.map { list in
                ["entries": .list(list.entries.map(Self.json)), "next": list.next.map { .text($0.text) } ?? .null]
            }
        }
    }

    var files: Endpoint {
        .showing(
            "listCaseFiles",
            "Every version of every file of a case's updates, as far as they are for this person, the newest first.",
            query: Paging.query, .page("files", of: Self.file)
        ) { call in
            guard
                let list = try await call.installation.listFiles(
                    of: call.id("case"), after: call.after(), limit: call.limit, to: call.viewer)
            else { return nil }
            try Paging.check(beginsAnew: list.beginsAnew)
            return ["files": .list(list.files.map(Self.json)), "next": JSON(list.next)]
        }
    }

    private static let entry = Shape.object([
        .required("at", .moment), .required("about", .words(ActivityTopic.self)), .required("kind", .text(100)),
        .required("actor", Shape.text(100).noted("`person`, `link holder`, `machine` or `unknown`.")),
        .required("actorId", Shape.id.orNull), .required("personId", Shape.id.orNull.noted("Whom it happened to.")),
        .required("updateId", Shape.id.orNull), .required("sendId", Shape.id.orNull),
        .required("deliveryId", Shape.id.orNull), .required("file", Shape.text(1000).orNull),
        .required("detail", Shape.text(10_000).orNull),
    ]).named("Activity")

    private static func json(_ entry: CaseActivity) -> JSON {
        var actor: ID<Person>?
        if case .person(let id, _) = entry.actor { actor = id }
        return [
            "at": JSON(entry.mark.at), "about": .text(entry.topic.rawValue), "kind": .text(entry.kind),
            "actor": .text(entry.actor.kind), "actorId": JSON(actor), "personId": JSON(entry.subject),
            "updateId": JSON(entry.update?.id), "sendId": JSON(entry.send), "deliveryId": JSON(entry.delivery),
            "file": entry.file.map { .text($0) } ?? .null, "detail": entry.detail.map { .text($0) } ?? .null,
        ]
    }

    private static let file = Shape.object([
        .required("id", .id), .required("updateId", .id), .required("accessGroupId", .id),
        .required("name", .text(1000)), .required("size", .integer(0...Int64.max)), .required("sha256", .text(64)),
        .required("version", .integer(1...Int64.max)), .required("createdAt", .moment),
        .required("uploadedById", Shape.id.orNull.noted("Null where it was not recorded.")),
        .required("supersededAt", Shape.moment.orNull.noted("Since when another version stands in its place.")),
    ]).named("CaseFileVersion")

    private static func json(_ listed: CaseFileList.Listed) -> JSON {
        let file = listed.file
        return [
            "id": JSON(file.id), "updateId": JSON(file.update), "accessGroupId": JSON(listed.update.accessGroup),
            "name": .text(file.name.text), "size": .integer(file.size), "sha256": .text(file.sha256.hex),
            "version": .integer(file.version), "createdAt": JSON(file.createdAt),
            "uploadedById": JSON(file.uploadedBy), "supersededAt": JSON(file.supersededAt),
        ]
    }
}
