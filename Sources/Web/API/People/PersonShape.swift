import Domain

extension Shape {
    static let person = object([
        .required("id", .id), .required("kind", .words(PersonKind.self)), .required("name", .text(800)),
        .required("email", text(254).orNull.noted("The primary address: where mail goes.")),
        .required("aliases", list(of: text(254), most: 20)),
        .required("role", words(StaffRole.self).orNull.noted("Of staff with an account.")),
        .required("disabledAt", moment.orNull.noted("When the account was closed.")),
        .required(
            "invitation",
            object([.required("state", .words(AccountLinkState.self)), .required("expiresAt", .moment)]).orNull
                .noted("The last one, of staff who were invited: live until it is used, expired or withdrawn.")),
        .required("createdAt", .moment),
    ]).named("Person")

    static let newPerson = object([
        .required("kind", .words(PersonKind.self)), .required("name", .text(1, 800).exampled("Ana Client")),
        .required("email", .text(3, 254).exampled("ana@client.example")),
        .optional("aliases", list(of: .text(3, 254), most: 20)),
        .optional("role", words(StaffRole.self).noted("Of staff only; `staff` if it is not said.")),
        .optional(
            "password",
            text(1, 256).noted("Of staff only. Without one they cannot sign in until they are invited and choose one.")),
    ]).named("NewPerson")

    static let personChange = object([
        .optional("name", .text(1, 800)), .optional("email", .text(3, 254)),
        .optional("aliases", list(of: .text(3, 254), most: 20)),
        .optional("role", words(StaffRole.self).noted("Of staff only.")),
        .optional(
            "disabled", yesNo.noted("Of staff only. A closed account has no sessions, and its tokens are revoked.")),
    ]).named("PersonChange")
}

extension JSON {
    init(_ person: Person, _ account: StaffAccount?, _ invitation: AccountLink?, now: Moment) {
        self = [
            "id": JSON(person.id), "kind": .text(person.kind.rawValue), "name": .text(person.name),
            "email": JSON(person.primaryAddress?.spelling),
            "aliases": .list(person.addresses.dropFirst().map { .text($0.spelling) }),
            "role": JSON(account?.role.rawValue), "disabledAt": JSON(account?.disabledAt),
            "invitation": invitation.map {
                ["state": .text($0.state(now: now).rawValue), "expiresAt": JSON($0.expiresAt)]
            } ?? .null,
            "createdAt": JSON(person.createdAt),
        ]
    }
}
