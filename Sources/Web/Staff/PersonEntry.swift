import Actions
import Domain

/// A person's form as it was typed.
struct PersonEntry: Sendable {
    var kind = PersonKind.contact.rawValue
    var name = ""
    var email = ""
    var aliases = ""
    var role = StaffRole.investigator.rawValue
    var password = ""

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["kind", "name", "email", "aliases", "role", "password"])
        kind = form.text("kind")
        name = form.text("name")
        email = form.text("email")
        aliases = form.text("aliases")
        role = form.text("role")
        password = form.text("password")
    }

    init(_ shown: ShownPerson) {
        kind = shown.person.kind.rawValue
        name = shown.person.name
        email = shown.person.primaryAddress?.spelling ?? ""
        aliases = shown.person.addresses.dropFirst().map(\.spelling).joined(separator: "\n")
        role = shown.account?.role.rawValue ?? role
    }
}
