import Actions
import Domain

/// A person's form as it was typed.
struct PersonEntry: Sendable {
    var kind = PersonKind.contact.rawValue
    var name = ""
    var email = ""
    var aliases = ""
    var role = StaffRole.investigator.rawValue
    /// An id, or empty for nobody.
    var coordinator = ""
    var password = ""

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["kind", "name", "email", "aliases", "role", "coordinator", "password"])
        kind = form.text("kind")
        name = form.text("name")
        email = form.text("email")
        aliases = form.text("aliases")
        role = form.text("role")
        coordinator = form.text("coordinator")
        password = form.text("password")
    }

    init(_ shown: ShownPerson) {
        kind = shown.person.kind.rawValue
        name = shown.person.name
        email = shown.person.primaryAddress?.spelling ?? ""
        aliases = shown.person.addresses.dropFirst().map(\.spelling).joined(separator: "\n")
        role = shown.account?.role.rawValue ?? role
        coordinator = shown.person.coordinator?.text ?? ""
    }

    /// What was typed, field by field, beside what somebody else saved meanwhile.
    func differences(from newer: PersonEntry) -> [Malformed] {
        var fields = [
            ("name", name, newer.name), ("email", email, newer.email), ("aliases", aliases, newer.aliases),
        ]
        // Nobody but staff has one.
        if newer.kind == PersonKind.staff.rawValue { fields.append(("role", role, newer.role)) }
        var differing = fields.filter { $0.1.lines != $0.2.lines }.map { field, _, now in
            let words = now.lines.joined(separator: ", ")
            return Malformed(
                field,
                words.isEmpty
                    ? "Somebody emptied this meanwhile. \(Self.again)"
                    : "Somebody changed this to “\(words)” meanwhile. \(Self.again)")
        }
        if coordinator != newer.coordinator {
            differing.append(Malformed("coordinator", "Somebody chose otherwise meanwhile. \(Self.again)"))
        }
        return differing.isEmpty
            ? [Malformed("name", "Somebody changed this person meanwhile. \(Self.again)")] : differing
    }

    /// Who is to answer for a contact or prospect; nil for nobody.
    func coordinator(_ reading: inout FormReading) -> ID<Person>? {
        guard kind != PersonKind.staff.rawValue, !coordinator.isEmpty else { return nil }
        return reading.read { () throws(Malformed) in
            do { return try ID<Person>(reading: coordinator) } catch {
                throw Malformed("coordinator", "Choose somebody from the list.")
            }
        }
    }

    private static let again = "Save again to keep yours."
}

extension String {
    fileprivate var lines: [String] { split(whereSeparator: \.isNewline).map(\.trimmed) }
}
