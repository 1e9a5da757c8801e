import Actions
import Domain

extension Shape {
    static let person = object([
        .required("id", .id), .required("kind", .words(PersonKind.self)), .required("name", .text(800)),
        .required("email", text(254).orNull.noted("The primary address: where mail goes.")),
        .required("aliases", list(of: text(254), most: 20)), .required("sharedAddresses", sharedAddresses),
        .required("coordinatorId", id.orNull.noted("The member of staff who answers for a contact or prospect.")),
        .required("role", words(StaffRole.self).orNull.noted("Of staff with an account.")),
        .required("disabledAt", moment.orNull.noted("When the account was closed.")),
        .required(
            "invitation",
            object([.required("state", .words(AccountLinkState.self)), .required("expiresAt", .moment)]).orNull
                .noted("The last one, of staff who were invited: live until it is used, expired or withdrawn.")),
        .optional("awaitedAddress", awaitedAddress),
        .required("createdAt", .moment),
        .required("archivedAt", moment.orNull.noted("Since when they are offered nowhere.")),
    ]).named("Person")

    private static let sharedAddresses = list(of: text(3, 254), most: 21).noted(
        "Those that several people read: an address, not a person. The mark holds for everybody who has the address.")

    private static let awaitedAddress = object([
        .required("email", .text(3, 254)), .required("askedById", .id), .required("askedAt", .moment),
        .required("expiresAt", .moment),
    ]).orNull.noted(
        "The address that their account is to be signed in to with, until it is confirmed by a code mailed there; shown to "
            + "administrators where they ask for one member of staff.")

    static let newPerson = object([
        .required("kind", .words(PersonKind.self)), .required("name", .text(1, 800).exampled("Ana Client")),
        .optional(
            "email",
            text(3, 254).exampled("ana@client.example").noted(
                "Without one, a contact or prospect is known and cannot be sent to. Staff must have one.")),
        .optional("aliases", list(of: .text(3, 254), most: 20)), .optional("sharedAddresses", sharedAddresses),
        .optional("coordinatorId", id.orNull.noted("A member of staff; not of staff.")),
        .optional("role", words(StaffRole.self).noted("Of staff only; `staff` if it is not said.")),
        .optional(
            "password",
            text(1, 256).noted("Of staff only. Without one they cannot sign in until they are invited and choose one.")),
    ]).named("NewPerson")

    static let personChange = object([
        .optional("name", .text(1, 800)),
        .optional(
            "email",
            text(3, 254).noted(
                "Of staff who can sign in, it is awaited until it is confirmed by a code mailed there: the answer shows it as "
                    + "`awaitedAddress`, and `email` stays as it is.")),
        .optional("aliases", list(of: .text(3, 254), most: 20)), .optional("sharedAddresses", sharedAddresses),
        .optional("coordinatorId", id.orNull.noted("A member of staff, or null for nobody; not of staff.")),
        .optional("role", words(StaffRole.self).noted("Of staff only.")),
        .optional(
            "disabled", yesNo.noted("Of staff only. A closed account has no sessions, and its tokens are revoked.")),
    ]).named("PersonChange")
}

extension JSON {
    init(_ shown: ShownPerson, to viewer: Viewer, now: Moment) {
        self.init(shown.person, shown.account, shown.invitation, now: now)
        guard viewer.rights.mayAdminister, shown.account != nil, case .object(var members) = self else { return }
        let awaited: JSON? = shown.awaited.map {
            [
                "email": .text($0.awaited.address.spelling), "askedById": JSON($0.awaited.askedBy),
                "askedAt": JSON($0.awaited.askedAt), "expiresAt": JSON($0.awaited.expiresAt),
            ]
        }
        members.append(JSON.Member(name: "awaitedAddress", value: awaited ?? .null))
        self = .object(members)
    }

    init(_ person: Person, _ account: StaffAccount?, _ invitation: AccountLink?, now: Moment) {
        self = [
            "id": JSON(person.id), "kind": .text(person.kind.rawValue), "name": .text(person.name),
            "email": JSON(person.primaryAddress?.spelling),
            "aliases": .list(person.addresses.dropFirst().map { .text($0.spelling) }),
            "sharedAddresses": .list(
                person.addresses.filter(person.sharedAddresses.contains).map { .text($0.spelling) }),
            "coordinatorId": JSON(person.coordinator), "role": JSON(account?.role.rawValue),
            "disabledAt": JSON(account?.disabledAt),
            "invitation": invitation.map {
                ["state": .text($0.state(now: now).rawValue), "expiresAt": JSON($0.expiresAt)]
            } ?? .null,
            "createdAt": JSON(person.createdAt), "archivedAt": JSON(person.archivedAt),
        ]
    }
}
