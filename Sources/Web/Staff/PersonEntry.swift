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

    /// What was typed, field by field, beside what somebody else saved meanwhile.
    func differences(from newer: PersonEntry) -> [Malformed] {
        let fields = [
            ("name", name, newer.name), ("email", email, newer.email), ("aliases", aliases, newer.aliases),
            ("role", role, newer.role),
        ]
        let differing = fields.filter { $0.1.lines != $0.2.lines }.map { field, _, now in
            Malformed(field, "Somebody changed this meanwhile, to: \(now.lines.joined(separator: ", ")). \(Self.again)")
        }
        return differing.isEmpty
            ? [Malformed("name", "Somebody changed this person meanwhile. \(Self.again)")] : differing
    }

    private static let again = "Save again to have it as it stands here."
}

extension String {
    fileprivate var lines: [String] { split(whereSeparator: \.isNewline).map(\.trimmed) }
}
