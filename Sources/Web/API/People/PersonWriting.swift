import Actions
import Domain

/// Adds and changes people as a call says.
struct PersonWriting: Sendable {
    let call: Call

    func add() async throws -> ID<Person> {
        let body = call.body
        guard let kind = PersonKind(rawValue: body.text("kind")) else { throw ApiRefusal.of(status: 422) }
        let aliases = try aliases() ?? []
        if kind == .staff { return try await addStaff(aliases) }
        for member in ["role", "password"] where body[member] != nil {
            throw ApiRefusal.mistake(member, "Only staff have one. Leave it out.")
        }
        if let email = body.optionalText("email") { _ = try Typed.address(email) }
        let details = try PersonDetails(
            name: body.text("name"), email: body.text("email"), aliases: aliases.lines,
            shared: body.texts("sharedAddresses").lines, coordinator: try coordinator() ?? nil)
        return try await id { try await call.installation.addPerson(details, kind: kind, by: call.viewer) }
    }

    private func addStaff(_ aliases: [String]) async throws -> ID<Person> {
        let body = call.body
        guard body["coordinatorId"] == nil else {
            throw ApiRefusal.mistake("coordinatorId", "Only contacts and prospects have one. Leave it out.")
        }
        guard body["sharedAddresses"] == nil else {
            throw ApiRefusal.mistake("sharedAddresses", "Mark the addresses of staff when they are there.")
        }
        let role = body.optionalText("role").flatMap(StaffRole.init) ?? .staff
        let staff = try NewStaff(
            name: body.text("name"), email: body.text("email"), aliases: aliases.lines, role: role,
            password: body.optionalText("password"), organisation: call.site.organisation)
        switch try await call.installation.addStaff(staff, by: call.viewer) {
        case .added(let id): return id
        case .addressTaken: throw Self.addressTaken
        case .notAllowed: throw ApiRefusal.of(status: 403)
        }
    }

    func change(_ id: ID<Person>) async throws {
        let body = call.body
        guard let shown = try await call.installation.showPerson(id, to: call.viewer) else { throw Refusal.notFound }
        guard shown.mayBeKept else { throw ApiRefusal.of(status: 403) }
        let account = StaffChange(
            role: body.optionalText("role").flatMap(StaffRole.init), isDisabled: body.optionalFlag("disabled"))
        let changesAccount = account.role != nil || account.isDisabled != nil
        guard !changesAccount || shown.account != nil else {
            throw ApiRefusal.mistake(account.role == nil ? "disabled" : "role", "Only staff with an account have one.")
        }
        var change = try PersonChange(
            name: body.optionalText("name"), email: body.optionalText("email"), aliases: aliases(),
            shared: body["sharedAddresses"] == nil ? nil : body.texts("sharedAddresses"),
            coordinator: coordinator())
        change.account = account
        _ = try await self.id { try await call.installation.changePerson(id, change, by: call.viewer) }
    }

    /// What is refused only when it is kept, under the name that calls have for it.
    private func id(_ keep: () async throws -> KeptPerson) async throws -> ID<Person> {
        do {
            return try id(of: await keep())
        } catch let refusal as Malformed where refusal.field == "coordinator" {
            throw ApiRefusal.mistake("coordinatorId", refusal.remedy)
        }
    }

    private func id(of kept: KeptPerson) throws -> ID<Person> {
        switch kept {
        case .kept(let id, _), .awaiting(let id): return id
        case .tooManyMails(let until): throw Refusal.tooMany(until: until, now: call.installation.now())
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .addressTaken: throw Self.addressTaken
        case .addressNeeded: throw ApiRefusal.mistake("email", "Staff sign in with their address.")
        case .lastAdministrator:
            throw ApiRefusal.conflict(
                "last-administrator", "Nobody would be left who administers",
                "Give somebody else the role of administrator or owner first.")
        case .archived:
            throw ApiRefusal.conflict(
                "archived", "This person is archived", "Bring them back before anything is changed.")
        case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
        }
    }

    /// `.some(nil)` where it says that nobody is to answer for them.
    private func coordinator() throws -> ID<Person>?? {
        guard call.body["coordinatorId"] != nil else { return .none }
        return .some(try call.body.optionalText("coordinatorId").map { try ID<Person>(reading: $0) })
    }

    /// Each an address of its own; nil where none are given.
    private func aliases() throws -> [String]? {
        guard call.body["aliases"] != nil else { return nil }
        let aliases = call.body.texts("aliases")
        for (index, alias) in aliases.enumerated() {
            do {
                _ = try Typed.address(alias)
            } catch {
                throw Mistake(JSONPointer.whole.member("aliases").item(index), error.remedy)
            }
        }
        return aliases
    }

    private static let addressTaken = ApiRefusal.conflict(
        "address-taken", "Another account signs in with this address", "Each account needs an address of its own.")
}

extension [String] {
    fileprivate var lines: String { joined(separator: "\n") }
}
