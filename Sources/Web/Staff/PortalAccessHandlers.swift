import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The portal switch of a person's page, by its buttons.
struct PortalAccessHandlers: Sendable {
    let site: Site

    func switchOn(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["address"])
        let id: ID<Person> = try context.facts.id("person")
        var reading = FormReading()
        let address = reading.read { () throws(Malformed) in try Typed.address(form.text("address"), field: "address") }
        guard let address else { return try await page(id, context, reading, address: form.text("address")) }
        switch try await site.installation.switchOnPortal(for: id, at: address, by: context.viewer) {
        case .invited: return .seeOther(Told.portalInvited.at("/people/\(id)"))
        case .isOn: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        case .impossible(.isStaff): throw Refusal.status(409)
        case .impossible(let obstacle): reading.add(Malformed("address", obstacle.remedy))
        }
        return try await page(id, context, reading, address: form.text("address"))
    }

    func invite(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await answer(form, context, .portalInvited) { try await site.installation.inviteToPortalAgain($0, by: $1) }
    }

    func switchOff(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await answer(form, context, .portalOff) { try await site.installation.switchOffPortal(for: $0, by: $1) }
    }

    func endSessions(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await answer(form, context, .sessionsEnded) {
            try await site.installation.endPortalSessions(of: $0, by: $1)
        }
    }

    func endSession(_ form: Form, _ context: StaffContext) async throws -> Response {
        let session: ID<PortalSession> = try context.facts.id("session")
        return try await answer(form, context, .sessionEnded) {
            try await site.installation.endPortalSessions(of: $0, only: session, by: $1)
        }
    }

    private func answer(
        _ form: Form, _ context: StaffContext, _ told: Told,
        _ change: (ID<Person>, Viewer) async throws -> ChangedPortalAccess
    ) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await change(id, context.viewer) {
        case .done: return .seeOther(told.at("/people/\(id)"))
        case .nothingToDo: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    private func page(
        _ id: ID<Person>, _ context: StaffContext, _ reading: FormReading, address: String
    ) async throws -> Response {
        try await PeopleHandlers(site: site).page(id, context, reading, address: address)
    }
}

extension PortalObstacle {
    /// What can be done about it.
    var remedy: String {
        switch self {
        case .isStaff: "Staff sign in with their own account."
        case .addressNotTheirs: "Choose one of this person's addresses."
        case .mailFails: "The last mail to this address failed. Send it again first, or choose another address."
        case .addressTaken: "Somebody else signs in to the portal with this address. Choose another one."
        case .addressOfOthers:
            "Somebody whom you may not change has this address too. Ask a colleague who sees all of their cases."
        case .addressShared: "Several people read this address, and all would get the codes. Choose another one."
        case .isArchived: "An archived person signs in nowhere. Bring them back first."
        }
    }
}
