import Actions
import Domain

/// The form of a team as it was typed and ticked.
struct TeamEntry: Sendable {
    var name = ""
    var kind = TeamKind.team
    var members: [ID<Person>] = []

    init() {}

    /// Throws 422 for words and ids that are none: no page of ours has them.
    init(reading form: Form) throws(Refusal) {
        try form.only(["name", "kind"], several: ["member"])
        name = form.text("name")
        guard let kind = TeamKind(rawValue: form.text("kind")) else { throw .status(422) }
        self.kind = kind
        members = try form.all("member").map { text throws(Refusal) in
            guard let id = try? ID<Person>(reading: text) else { throw .status(422) }
            return id
        }
    }

    init(_ team: Team) {
        name = team.name
        kind = team.kind
        members = team.members
    }

    func details(_ reading: inout FormReading) -> TeamDetails? {
        reading.read { () throws(Malformed) in try TeamDetails(name: name, kind: kind, members: members) }
    }
}
