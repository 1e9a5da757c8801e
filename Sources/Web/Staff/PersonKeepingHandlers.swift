import Actions
import Domain
import HTTPTypes
import Hummingbird

/// What the buttons of a person's page keep: whether they are archived, and which of their addresses several people read.
struct PersonKeepingHandlers: Sendable {
    let site: Site

    func archive(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, true, .personArchived, context)
    }

    func restore(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, false, .personRestored, context)
    }

    func share(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await mark(form, isShared: true, context)
    }

    func unshare(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await mark(form, isShared: false, context)
    }

    private func archive(
        _ form: Form, _ isArchived: Bool, _ told: Told, _ context: StaffContext
    ) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.archivePerson(id, isArchived, by: context.viewer) {
        case .kept: return .seeOther(told.at("/people/\(id)"))
        case .accountOpen:
            throw Refusal(
                Problem(
                    409, "This person can sign in", "Their account has to be closed before they can be archived.",
                    wayOn: Self.wayOn(id, context.viewer)))
        case .merged:
            throw Refusal(
                Problem(409, "This record became a part of another", "It is not offered again by itself."))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    /// To where the account is closed; for somebody who may not close it, back to the person.
    private static func wayOn(_ id: ID<Person>, _ viewer: Viewer) -> Problem.WayOn {
        viewer.rights.mayAdminister && viewer.person != id
            ? Problem.WayOn(label: "Close the account", path: "/people/\(id)/closure")
            : Problem.WayOn(label: "Back to the person", path: "/people/\(id)")
    }

    private func mark(_ form: Form, isShared: Bool, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        guard let address = context.facts.query("address").flatMap({ try? Typed.address($0) }) else {
            throw Refusal.notFound
        }
        switch try await site.installation.markAddress(address, of: id, isShared: isShared, by: context.viewer) {
        case .marked: return .seeOther(Told.saved.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }
}
