import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/people`: the list, and one person. `PersonFormHandlers` adds and changes them.
struct PeopleHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let facts = context.facts
        var filter = PeopleFilter()
        filter.text = facts.query("text") ?? ""
        filter.kind = facts.query("kind").flatMap(PersonKind.init)
        filter.after = facts.query("after").flatMap { try? ID(reading: $0) }
        let now = site.installation.now()
        let list = try await site.installation.listPeople(filter, to: context.viewer)
        let kinds = [("all", "All")] + PersonKind.allCases.map { ($0.rawValue, $0.word) }
        let chosen = filter.kind?.rawValue ?? "all"
        let query = ListQuery([("text", filter.text), ("kind", chosen == "all" ? "" : chosen)])
        return site.answer(
            PeoplePage(
                frame: try site.workingFrame(context, at: .people, flash: Told.flash(facts)),
                text: Field("text", value: filter.text),
                kind: ChoiceField("kind", choices: kinds.map { Choice($0.0, $0.1, isChosen: $0.0 == chosen) }),
                isFiltered: !query.isEmpty, new: context.viewer.rights.mayKeepPeople ? "/people/new" : nil,
                invite: context.viewer.rights.mayAdminister ? "/invitations/new" : nil,
                people: list.people.map { listed in
                    PeoplePage.PersonRow(
                        path: "/people/\(listed.person.id)", name: listed.person.name, kind: listed.person.kind.word,
                        address: listed.person.primaryAddress?.spelling, addressStatus: nil,
                        accountStatus: listed.accountNotice(now: now) ?? listed.portal?.notice, cases: listed.cases)
                },
                next: list.next.map { query.path("/people", after: $0.text) }))
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
            now: site.installation.now())
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}

extension PeopleList.Listed {
    /// What is not as usual about the account of staff.
    fileprivate func accountNotice(now: Moment) -> StatusTag? {
        account.flatMap { AccountStanding($0, invitation, now: now).notice }
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
