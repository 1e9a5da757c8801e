import Actions
import Domain

extension Shape {
    static let delivery = object([
        .required("id", .id), .required("sendId", .id),
        .required("recipient", id.noted("A person.")),
        .required("issuedTo", id.noted("Their record then: another one where the two became one since.")),
        .required("recipientName", .text(800)),
        .required("address", text(254).noted("Where mail goes: the recipient's primary address when it was sent.")),
        .required(
            "addressIsShared", yesNo.noted("Whether several people read it: an address, not a person.")),
        .required("status", .words(DeliveryStatus.self)), .required("createdAt", .moment),
        .required("revokedAt", moment.orNull),
        .required("undoneAt", moment.orNull.noted("When it was taken back before its mail left; revoked then too.")),
        .required(
            "delegateOf",
            id.orNull.noted("The delivery whose recipient asked that this one be let in, if it is a delegate.")),
        .required("links", list(of: link, most: 10_000)),
        .required("files", list(of: file, most: 10_000)), .required("events", list(of: event, most: 1_000_000)),
    ]).named("Delivery")

    private static let link = object([
        .required("id", .id),
        .required("attachmentId", id.orNull.noted("Null for the one link of an update without files.")),
        .required("expiresAt", moment.noted("When it stops opening, extensions counted.")),
        .required("revokedAt", moment.orNull),
    ]).named("Link")

    private static let file = object([
        .required("attachmentId", .id), .required("name", .text(255)), .required("state", .words(FileState.self)),
        .required("completedAt", moment.orNull),
    ]).named("FileOfDelivery")

    private static let event = object([
        .required("position", integer(1...Int64.max).noted("Its place in the history of the delivery.")),
        .required("kind", .words(EventKind.self)), .required("at", .moment),
        .required("actor", Shape(.text(.words(["person", "link holder", "machine", "unknown"])))),
        .required("personId", id.orNull), .required("personName", text(800).orNull),
        .required(
            "recordId",
            id.orNull.noted("The record that it was written of, where that became a part of the person's later.")),
        .required("address", text(254).orNull.noted("The one that was verified.")), .required("linkId", id.orNull),
        .required("mail", Shape(.text(.words(["notice", "code", "renewal"]))).orNull),
        .required("detail", text(100_000).orNull.noted("Such as the mail server's words.")),
        .required("fileVersion", integer(1...Int64.max).orNull.noted("Of a download: which version of the file.")),
        .required("clientAddress", text(200).orNull), .required("userAgent", text(300).orNull),
    ]).named("Event")
}

extension JSON {
    init(_ tracked: TrackedDelivery, names: [ID<Person>: Person]) {
        let delivery = tracked.delivery
        self = [
            "id": JSON(delivery.id), "sendId": JSON(delivery.send), "recipient": JSON(delivery.recipient),
            "issuedTo": JSON(delivery.issuedTo),
            "recipientName": .text(tracked.recipient?.name ?? ""), "address": .text(delivery.address.spelling),
            "addressIsShared": .yesNo(tracked.isShared),
            "status": .text(tracked.status.rawValue), "createdAt": JSON(delivery.createdAt),
            "revokedAt": JSON(delivery.revokedAt), "undoneAt": JSON(delivery.undoneAt),
            "delegateOf": JSON(delivery.delegateOf),
            "links": .list(tracked.links.map(Self.link)),
            "files": .list(tracked.files.map(Self.file)),
            "events": .list(tracked.events.map { Self.event($0, names) }),
        ]
    }

    private static func link(_ link: FileLink) -> JSON {
        [
            "id": JSON(link.id), "attachmentId": JSON(link.attachment), "expiresAt": JSON(link.availableUntil),
            "revokedAt": JSON(link.revokedAt),
        ]
    }

    private static func file(_ file: TrackedFile) -> JSON {
        [
            "attachmentId": JSON(file.attachment.id), "name": .text(file.attachment.name.text),
            "state": .text(file.state.rawValue), "completedAt": JSON(file.state == .completed ? file.at : nil),
        ]
    }

    private static func event(_ event: DeliveryEvent, _ names: [ID<Person>: Person]) -> JSON {
        var person: ID<Person>?
        var address: String?
        if case .person(let id, let verified) = event.actor { (person, address) = (id, verified) }
        return [
            "position": .integer(event.position), "kind": .text(event.kind.rawValue), "at": JSON(event.at),
            "actor": .text(event.actor.kind), "personId": JSON(person),
            "recordId": JSON(event.writtenOf), "personName": JSON(person.flatMap { names[$0]?.name }),
            "address": JSON(address),
            "linkId": JSON(event.link), "mail": JSON(event.mail?.rawValue), "detail": JSON(event.detail),
            "fileVersion": event.fileVersion.map { .integer($0) } ?? .null,
            "clientAddress": JSON(event.client?.address), "userAgent": JSON(event.client?.userAgent),
        ]
    }
}
