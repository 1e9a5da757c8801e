import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/people`: the list, and one person. `PersonFormHandlers` adds and changes them.
struct PeopleHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let facts = context.facts
        let filter = Self.filter(facts)
        let now = site.installation.now()
        let list = try await site.installation.listPeople(filter, to: context.viewer)
        let kinds = [("all", "All")] + PersonKind.allCases.map { ($0.rawValue, $0.word) }
        let chosen = filter.kind?.rawValue ?? "all"
        let query = ListQuery([
            ("text", filter.text), ("kind", chosen == "all" ? "" : chosen),
            ("show", filter.standing == .current ? "" : filter.standing.rawValue),
            ("coordinator", filter.coordinator?.text ?? ""),
        ])
        let staff = try await site.installation.staffChoices()
        return site.answer(
            PeoplePage(
                frame: try site.workingFrame(context, at: .people, flash: Told.flash(facts)),
                text: Field("text", value: filter.text),
                kind: ChoiceField("kind", choices: kinds.map { Choice($0.0, $0.1, isChosen: $0.0 == chosen) }),
                show: ChoiceField(
                    "show",
                    choices: PeopleStanding.allCases.map {
                        Choice($0.rawValue, $0.words, isChosen: $0 == filter.standing)
                    }),
                coordinator: ChoiceField(
                    "coordinator",
                    choices: [Choice("", "Anybody")]
                        + staff.map { Choice($0.id.text, $0.name, isChosen: $0.id == filter.coordinator) }),
                isFiltered: !query.isEmpty, new: context.viewer.rights.mayKeepPeople ? "/people/new" : nil,
                invite: context.viewer.rights.mayAdminister ? "/invitations/new" : nil,
                importing: context.viewer.rights.mayImport(.contacts) ? "/imports/new?kind=contacts" : nil,
                export: query.path("/people.csv"),
                people: list.people.map { listed in
                    PeoplePage.PersonRow(
                        path: "/people/\(listed.person.id)", name: listed.person.name, kind: listed.person.kind.word,
                        address: listed.person.primaryAddress?.spelling,
                        addressStatus: listed.person.addressNotice, accountStatus: listed.notice(now: now),
                        coordinator: listed.coordinator, cases: listed.cases)
                },
                next: list.next.map { query.path("/people", after: $0.text) }))
    }

    /// The contacts and prospects of the filter, on all pages, as a file.
    func export(_ request: Request, _ context: StaffContext) async throws -> Response {
        let table = try await site.installation.exportContacts(Self.filter(context.facts), for: context.viewer)
        return CSVAnswer(table, name: "contacts").response
    }

    private static func filter(_ facts: RequestFacts) -> PeopleFilter {
        var filter = PeopleFilter()
        filter.text = facts.query("text") ?? ""
        filter.kind = facts.query("kind").flatMap(PersonKind.init)
        filter.standing = facts.query("show").flatMap(PeopleStanding.init) ?? .current
        filter.coordinator = facts.query("coordinator").flatMap { try? ID(reading: $0) }
        filter.after = facts.query("after").flatMap { try? ID(reading: $0) }
        return filter
    }

    /// What this person was told of.
    func notifications(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<Person> = try context.facts.id("person")
        let after: ID<Notification>? = context.facts.query("after").flatMap { try? ID(reading: $0) }
        guard
            let told = try await site.installation.showToldNotifications(of: id, after: after, to: context.viewer)
        else { throw Refusal.notFound }
        return site.answer(ToldNotificationsPage(told, frame: try site.workingFrame(context, at: .people)))
    }

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context.facts.id("person"), context, FormReading())
    }

    /// A person, with what is wrong about the portal switch as it was sent.
    func page(
        _ id: ID<Person>, _ context: StaffContext, _ reading: FormReading, address: String = ""
    ) async throws -> Response {
        guard let shown = try await site.installation.showPerson(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        let portal = try await site.installation.showPortalAccess(of: id, to: context.viewer)
        let frame = try site.workingFrame(
            context, at: .people, flash: reading.isGood ? Told.flash(context.facts) : nil, errors: reading.summary)
        let page = PersonPage(
            shown, for: context.viewer, frame: frame,
            portal: portal.map { PersonPage.Portal($0, path: "/people/\(id)", reading, address: address) },
            service: site.installation.identityProvider?.name, now: site.installation.now())
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}

extension PeopleList.Listed {
    /// What is not as usual about the person, or the account of staff.
    fileprivate func notice(now: Moment) -> StatusTag? {
        if person.archivedAt != nil { return .archived }
        let standing = account.flatMap { AccountStanding($0, invitation, now: now).notice }
        return standing ?? portal?.notice
    }
}

extension PeopleStanding {
    fileprivate var words: String {
        switch self {
        case .current: "Not archived"
        case .archived: "Archived"
        case .all: "All"
        }
    }
}

extension PersonKind {
    var word: String {
        switch self {
        case .staff: "Staff"
        case .contact: "Contact"
        case .prospect: "Prospect"
        }
    }
}
