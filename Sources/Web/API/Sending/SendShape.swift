import Actions
import Domain

extension Shape {
    static func sendOptions(_ organisation: Organisation) -> Shape {
        let maximum = max(LinkLifetime.shortest, min(organisation.longestLinkLifetime, LinkLifetime.longest))
        return object([
            .required(
                "recipients",
                list(of: .id, most: 1000).noted("People: those on the case, and staff.")),
            .optional("groups", list(of: .id, most: 100).noted("Distribution groups, resolved to people now.")),
            .optional(
                "leaveOut",
                yesNo.noted("Whether members of the groups who cannot be sent to are left out; false if not said.")),
            .optional(
                "identityVerification",
                yesNo.noted(
                    "Whether a mailed code is asked for before a file opens; if not said, as case, access group and organisation ask."
                )),
            .required(
                "linkLifetimeSeconds",
                integer(LinkLifetime.shortest...maximum).exampled(.integer(min(604_800, maximum)))),
            .optional(
                "mail",
                words(MailContent.self).noted(
                    "What the mails hold: `notice`, links alone; `text`, the update and links to its files; `files`, the update with its files attached. The last two where the organisation allows them; what is usual there if not said."
                )),
            .optional("additionalNote", text(16_000).orNull.noted("Stands above the update for these recipients.")),
            .optional(
                "associateOtherRecipients",
                yesNo.noted("Whether recipients may open each other's links after verification; true if not said.")),
        ]).named("NewSend")
    }

    private static let sendMembers: [Member] = [
        .required("id", .id), .required("updateId", .id), .required("senderId", .id),
        .required("identityVerification", .yesNo), .required("associateOtherRecipients", .yesNo),
        .required("linkLifetimeSeconds", .integer(0...Int64.max)), .required("additionalNote", text(16_000).orNull),
        .required("mail", words(MailContent.self)),
        .required("createdAt", .moment), .required("revokedAt", moment.orNull),
    ]

    static let sendSummary = object(
        sendMembers + [
            .required("recipients", integer(0...Int64.max).noted("How many.")),
            .required(
                "waiting",
                integer(0...Int64.max).noted(
                    "Those who have not downloaded everything, less those whose links were revoked.")),
        ]
    ).named("SendSummary")

    static let send = object(
        sendMembers + [
            .required("caseId", .id),
            .required("leavesAt", moment.orNull.noted("When its mails leave; until then it can be taken back.")),
            .required(
                "groups",
                Shape.list(of: .text(400), most: 100).noted("The distribution groups, as they were called then.")),
            .required(
                "skipped",
                Shape.list(
                    of: object([
                        .required("personId", .id), .required("name", .text(800)),
                        .required("reason", .words(RecipientObstacle.self)),
                    ]).named("SkippedRecipient"), most: 100_000
                ).noted("Members of the groups who were left out.")),
            .required("deliveries", list(of: delivery, most: 10_000)),
        ]
    ).named("Send")
}

extension JSON {
    init(_ tracked: TrackedSend) {
        let deliveries = tracked.deliveries.map { JSON($0, names: tracked.people) }
        self = .object(
            Self.members(of: tracked.send) + [
                Member(name: "caseId", value: JSON(tracked.caseFile.id)),
                Member(name: "leavesAt", value: JSON(tracked.leavesAt)),
                Member(name: "groups", value: .list(tracked.groups.map { .text($0) })),
                Member(
                    name: "skipped",
                    value: .list(
                        tracked.skipped.map { skipped in
                            [
                                "personId": JSON(skipped.person),
                                "name": .text(tracked.people[skipped.person]?.name ?? ""),
                                "reason": .text(skipped.reason.rawValue),
                            ]
                        })),
                Member(name: "deliveries", value: .list(deliveries)),
            ])
    }

    init(_ summary: SendSummary) {
        self = .object(
            Self.members(of: summary.send) + [
                Member(name: "recipients", value: JSON(summary.recipients)),
                Member(name: "waiting", value: JSON(summary.waiting)),
            ])
    }

    private static func members(of send: Send) -> [Member] {
        let options = send.options
        return [
            Member(name: "id", value: JSON(send.id)), Member(name: "updateId", value: JSON(send.update)),
            Member(name: "senderId", value: JSON(send.sender)),
            Member(name: "identityVerification", value: .yesNo(options.identityVerification)),
            Member(name: "associateOtherRecipients", value: .yesNo(options.associateOtherRecipients)),
            Member(name: "linkLifetimeSeconds", value: .integer(options.linkLifetime.seconds)),
            Member(name: "additionalNote", value: JSON(options.additionalNote)),
            Member(name: "mail", value: .text(options.mail.rawValue)),
            Member(name: "createdAt", value: JSON(send.createdAt)),
            Member(name: "revokedAt", value: JSON(send.revokedAt)),
        ]
    }
}
