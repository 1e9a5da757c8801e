import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/invitations/new` and the buttons of a person's page: administrators bring colleagues in.
struct InvitationHandlers: Sendable {
    let site: Site

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayAdminister else { throw Refusal.status(403) }
        return try page(context, InvitationEntry(), FormReading())
    }

    func invite(_ form: Form, _ context: StaffContext) async throws -> Response {
        let entry = try InvitationEntry(reading: form)
        var reading = FormReading()
        guard let role = StaffRole(rawValue: entry.role) else {
            reading.add(Malformed("role", "Choose what this person answers for."))
            return try page(context, entry, reading)
        }
        let staff = reading.read { () throws(Malformed) in
            try NewStaff(
                name: entry.name, email: entry.email, role: role, password: nil, organisation: site.organisation)
        }
        guard let staff else { return try page(context, entry, reading) }
        switch try await site.installation.inviteStaff(staff, by: context.viewer) {
        case .invited(let id): return .seeOther(Told.invited.at("/people/\(id)"))
        case .addressTaken: reading.add(Malformed("email", "Another account signs in with this address."))
        case .notAllowed: throw Refusal.status(403)
        case .unknown, .notNeeded: throw Refusal.notFound
        }
        return try page(context, entry, reading)
    }

    func again(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.inviteAgain(id, by: context.viewer) {
        case .invited: return .seeOther(Told.invited.at("/people/\(id)"))
        case .notNeeded: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown, .addressTaken: throw Refusal.notFound
        }
    }

    func withdraw(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.withdrawInvitation(of: id, by: context.viewer) {
        case .withdrawn: return .seeOther(Told.invitationWithdrawn.at("/people/\(id)"))
        case .nothingToDo: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    private func page(
        _ context: StaffContext, _ entry: InvitationEntry, _ reading: FormReading
    ) throws -> Response {
        let page = InvitationFormPage(
            frame: try site.workingFrame(context, at: .people, errors: reading.summary), action: "/invitations",
            name: reading.field("name", entry.name), email: reading.field("email", entry.email),
            role: reading.choice(
                "role",
                StaffRole.allCases.map { Choice($0.rawValue, $0.rawValue, isChosen: $0.rawValue == entry.role) }),
            cancel: "/people")
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}

/// An invitation's form as it was typed.
struct InvitationEntry: Sendable {
    var name = ""
    var email = ""
    var role = StaffRole.investigator.rawValue

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["name", "email", "role"])
        name = form.text("name")
        email = form.text("email")
        role = form.text("role")
    }
}
