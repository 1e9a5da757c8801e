import Actions
import Domain
import HTTPTypes
import Hummingbird

/// Adding people and changing them: `/people/new` and `/people/{person}/edit`.
struct PersonFormHandlers: Sendable {
    let site: Site

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayKeepPeople else { throw Refusal.status(403) }
        return try await page(context, PersonEntry(), FormReading())
    }

    func add(_ form: Form, _ context: StaffContext) async throws -> Response {
        let entry = try PersonEntry(reading: form)
        var reading = FormReading()
        guard let kind = PersonKind(rawValue: entry.kind) else {
            reading.add(Malformed("kind", "Choose what kind of person this is."))
            return try await page(context, entry, reading)
        }
        let kept =
            kind == .staff
            ? try await addStaff(entry, &reading, context) : try await addOther(entry, kind, &reading, context)
        return try await answer(kept, context, entry, reading)
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        return try await page(context, PersonEntry(shown), FormReading(), of: shown)
    }

    /// Saves over what the form showed, or shows what somebody else saved meanwhile beside it; nothing typed is lost.
    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        guard let version = context.facts.query("version").map(PersonVersion.init) else { throw Refusal.status(422) }
        var entry = try PersonEntry(reading: form)
        entry.kind = shown.person.kind.rawValue
        var reading = FormReading()
        let account = try readAccount(entry, &reading, of: shown)
        let kept = try await details(entry, &reading).flatMapAsync { details -> KeptPerson? in
            var change = PersonChange(details)
            change.account = account ?? StaffChange()
            change.seen = version
            return try await reading.saving {
                try await site.installation.changePerson(shown.person.id, change, by: context.viewer)
            }
        }
        if case .changedMeanwhile = kept { return try await newer(context, entry) }
        return try await answer(kept, context, entry, reading, of: shown, version: version)
    }

    private func newer(_ context: StaffContext, _ entry: PersonEntry) async throws -> Response {
        let shown = try await shown(context)
        var reading = FormReading()
        for problem in entry.differences(from: PersonEntry(shown)) { reading.add(problem) }
        return try await page(context, entry, reading, of: shown, status: .conflict)
    }

    private func shown(_ context: StaffContext) async throws -> ShownPerson {
        let id: ID<Person> = try context.facts.id("person")
        guard let shown = try await site.installation.showPerson(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        guard shown.mayBeChanged else { throw Refusal.status(403) }
        return shown
    }

    private func addStaff(
        _ entry: PersonEntry, _ reading: inout FormReading, _ context: StaffContext
    ) async throws -> KeptPerson? {
        guard let role = StaffRole(rawValue: entry.role) else {
            reading.add(Malformed("role", "Choose what this person answers for."))
            return nil
        }
        let staff = reading.read { () throws(Malformed) in
            try NewStaff(
                name: entry.name, email: entry.email, aliases: entry.aliases, role: role, password: entry.password,
                organisation: site.organisation)
        }
        guard let staff else { return nil }
        switch try await site.installation.addStaff(staff, by: context.viewer) {
        case .added(let id): return .kept(id, sharing: [])
        case .addressTaken: return .addressTaken
        case .notAllowed: return .notAllowed
        }
    }

    private func addOther(
        _ entry: PersonEntry, _ kind: PersonKind, _ reading: inout FormReading, _ context: StaffContext
    ) async throws -> KeptPerson? {
        try await details(entry, &reading).flatMapAsync { details in
            try await reading.saving {
                try await site.installation.addPerson(details, kind: kind, by: context.viewer)
            }
        }
    }

    private func details(_ entry: PersonEntry, _ reading: inout FormReading) -> PersonDetails? {
        let coordinator = entry.coordinator(&reading)
        let details = reading.read { () throws(Malformed) in
            try PersonDetails(
                name: entry.name, email: entry.email, aliases: entry.aliases, coordinator: coordinator)
        }
        return reading.isGood ? details : nil
    }

    /// What is to change about the account of staff; nil for everybody else.
    private func readAccount(
        _ entry: PersonEntry, _ reading: inout FormReading, of shown: ShownPerson
    ) throws -> StaffChange? {
        guard shown.account != nil else { return nil }
        var change = StaffChange(role: StaffRole(rawValue: entry.role))
        guard !entry.password.isEmpty else { return change }
        change.password = reading.read { () throws(Malformed) in
            try ChosenPassword(
                reading: entry.password, name: entry.name, address: Typed.address(entry.email),
                organisation: site.organisation.name)
        }
        return change
    }

    private func answer(
        _ kept: KeptPerson?, _ context: StaffContext, _ entry: PersonEntry, _ reading: FormReading,
        of shown: ShownPerson? = nil, version: PersonVersion? = nil
    ) async throws -> Response {
        var reading = reading
        switch kept {
        case .kept(let id, let sharing): return .seeOther((sharing.isEmpty ? Told.saved : .shared).at("/people/\(id)"))
        case .awaiting(let id): return .seeOther(Told.addressAwaited.at("/people/\(id)"))
        case .tooManyMails(let until): throw Refusal.tooMany(until: until, now: site.installation.now())
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .addressTaken: reading.add(Malformed("email", "Another account signs in with this address."))
        case .addressNeeded: reading.add(Malformed("email", "Staff sign in with their address."))
        case .lastAdministrator: reading.add(Malformed("role", "Somebody has to remain who can administer."))
        case .archived:
            throw Refusal(Problem(409, "This person is archived", "Bring them back before anything is changed."))
        case .changedMeanwhile, nil: break
        }
        return try await page(context, entry, reading, of: shown, version: version)
    }

    private func page(
        _ context: StaffContext, _ entry: PersonEntry, _ reading: FormReading, of shown: ShownPerson? = nil,
        version: PersonVersion? = nil, status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let mayMakeStaff = context.viewer.rights.mayAdminister && (shown == nil || shown?.account != nil)
        let kinds = shown.map { [$0.person.kind] } ?? PersonKind.allCases.filter { $0 != .staff || mayMakeStaff }
        let path = shown.map { "/people/\($0.person.id)" }
        let staff = shown?.person.kind == .staff ? [] : try await site.installation.staffChoices()
        let page = PersonFormPage(
            frame: try site.workingFrame(context, at: .people, errors: reading.summary), isNew: shown == nil,
            action: shown.map { $0.action(version) } ?? "/people",
            kind: reading.choice(
                "kind", kinds.map { Choice($0.rawValue, $0.word, isChosen: $0.rawValue == entry.kind) }),
            name: reading.field("name", entry.name), email: reading.field("email", entry.email),
            isAccount: shown?.account != nil,
            aliases: reading.field("aliases", entry.aliases),
            coordinator: shown?.person.kind == .staff
                ? nil : reading.choice("coordinator", Self.coordinators(staff, entry, of: shown)),
            role: mayMakeStaff
                ? reading.choice(
                    "role",
                    StaffRole.allCases.map { Choice($0.rawValue, $0.rawValue, isChosen: $0.rawValue == entry.role) })
                : nil,
            password: mayMakeStaff ? reading.field("password") : nil, cancel: path ?? "/people")
        return site.answer(page, status: reading.isGood ? .ok : status)
    }
}

extension ShownPerson {
    /// Where the form goes, with what its reader has before them.
    fileprivate func action(_ version: PersonVersion?) -> String {
        "/people/\(person.id)?version=\(PercentCoding.encode((version ?? self.version).text))"
    }
}

extension Optional {
    /// `body` of the value, if there is one.
    func flatMapAsync<Result>(_ body: (Wrapped) async throws -> Result?) async throws -> Result? {
        guard let self else { return nil }
        return try await body(self)
    }
}
