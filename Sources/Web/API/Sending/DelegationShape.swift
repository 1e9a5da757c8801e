import Actions
import Domain

extension Shape {
    static let delegation = object([
        .required("id", .id), .required("sendId", .id),
        .required("deliveryId", id.noted("That of the recipient who asks.")),
        .required("state", .words(DelegationState.self)),
        .required("name", text(800).noted("Of whoever is to be let in, as the recipient typed it.")),
        .required("address", .text(254)), .required("reason", .text(2000)),
        .required("requestedBy", id.noted("A person.")), .required("requestedByName", .text(800)),
        .required(
            "verifiedAddress", text(254).orNull.noted("The one that was verified; null for a sign-in to the portal.")),
        .required("requestedAt", .moment), .required("clientAddress", text(200).orNull),
        .required("userAgent", text(300).orNull),
        .required(
            "obstacle",
            Shape(.text(.words(DelegationObstacle.allCases.map(\.rawValue)))).orNull.noted(
                "What keeps it from being approved while it waits.")),
        .required(
            "people",
            list(
                of: object([.required("id", .id), .required("name", .text(800))]).named("PersonAtAddress"),
                most: 10_000
            ).noted("Contacts and prospects who have the address.")),
        .required("decidedBy", id.orNull), .required("decidedByName", text(800).orNull),
        .required("decidedAt", moment.orNull), .required("answer", text(2000).orNull.noted("For the recipient.")),
        .required("delegateDeliveryId", id.orNull.noted("The delegate's own part of the send.")),
        .required("withdrawnAt", moment.orNull.noted("By the recipient.")),
    ]).named("Delegation")
}

extension JSON {
    init(_ found: FoundDelegation) {
        let (delegation, request) = (found.delegation, found.delegation.request)
        let decision = delegation.decision
        self = [
            "id": JSON(delegation.id), "sendId": JSON(found.send.id), "deliveryId": JSON(delegation.delivery),
            "state": .text(delegation.state.rawValue), "name": .text(request.delegate.name),
            "address": .text(request.delegate.address.spelling), "reason": .text(request.delegate.reason),
            "requestedBy": JSON(request.by), "requestedByName": .text(found.people[request.by]?.name ?? ""),
            "verifiedAddress": JSON(request.verified?.spelling), "requestedAt": JSON(request.at),
            "clientAddress": JSON(request.client?.address), "userAgent": JSON(request.client?.userAgent),
            "obstacle": JSON(found.obstacle?.rawValue),
            "people": .list(found.records.map { ["id": JSON($0.id), "name": .text($0.name)] }),
            "decidedBy": JSON(decision?.by), "decidedByName": JSON(decision.flatMap { found.people[$0.by]?.name }),
            "decidedAt": JSON(decision?.at), "answer": JSON(decision?.reason),
            "delegateDeliveryId": JSON(decision?.delegate), "withdrawnAt": JSON(delegation.withdrawnAt),
        ]
    }
}
