import Actions
import Domain
import HTTPTypes
import Hummingbird

/// What administrators do about a colleague's way in, by the buttons of that person's page.
struct PersonAccessHandlers: Sendable {
    let site: Site

    func liftLock(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.liftLock(of: id, by: context.viewer) {
        case .lifted: return .seeOther(Told.lockLifted.at("/people/\(id)"))
        case .nothingToDo: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    func endFactor(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.endFactor(of: id, by: context.viewer) {
        case .ended: return .seeOther(Told.factorTaken.at("/people/\(id)"))
        case .nothingToDo, .required: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    func unlinkProvider(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.unlinkProvider(of: id, by: context.viewer) {
        case .unlinked: return .seeOther(Told.providerUnlinked.at("/people/\(id)"))
        case .nothingToDo: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    func mailAwaitedAddress(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.mailAwaitedAddress(of: id, by: context.viewer) {
        case .mailed: return .seeOther(Told.addressMailed.at("/people/\(id)"))
        case .nothingToDo: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .tooMany(let until):
            let wayOn = Problem.WayOn(label: "Back to the person", path: "/people/\(id)")
            throw Refusal.tooMany(until: until, now: site.installation.now(), wayOn: wayOn)
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    func withdrawAwaitedAddress(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.withdrawAwaitedAddress(of: id, by: context.viewer) {
        case .withdrawn: return .seeOther(Told.addressWithdrawn.at("/people/\(id)"))
        case .nothingToDo: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    func endSession(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        return try await end(context.facts.id("session"), .sessionEnded, context)
    }

    func endSessions(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        return try await end(nil, .sessionsEnded, context)
    }

    private func end(_ session: ID<StaffSession>?, _ told: Told, _ context: StaffContext) async throws -> Response {
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.endSession(session, of: id, by: context.viewer) {
        case .ended: return .seeOther(told.at("/people/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }
}
