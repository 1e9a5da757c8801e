import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/cases/{case}/people`: who is on a case.
struct CasePeopleHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading(), AssignmentEntry())
    }

    func assign(_ form: Form, _ context: StaffContext) async throws -> Response {
        let entry = try AssignmentEntry(reading: form)
        let id: ID<CaseFile> = try context.facts.id("case")
        var reading = FormReading()
        let person: ID<Person>? = try? ID(reading: entry.person)
        let role = AssignmentRole(rawValue: entry.role)
        if person == nil { reading.add(Malformed("person", "Choose a person.")) }
        if role == nil { reading.add(Malformed("role", "Choose a role.")) }
        if let person, let role {
            switch try await site.installation.assign(
                person, as: role, isPrimary: entry.isPrimary, notifying: entry.notifies, to: id, by: context.viewer)
            {
            case .done: return .seeOther(Told.assigned.at("/cases/\(id)/people"))
            case .told: return .seeOther(Told.assignedAndTold.at("/cases/\(id)/people"))
            case .untold: return .seeOther(Told.assignedUntold.at("/cases/\(id)/people"))
            case .noSuchPerson: reading.add(Malformed("person", "Choose a person from the list."))
            case .wrongRole: reading.add(Malformed("role", role.wrongWords))
            case let refusal: return try refused(refusal, id)
            }
        }
        return try await page(context, reading, entry)
    }

    func makePrimary(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<CaseFile> = try context.facts.id("case")
        switch try await site.installation.makePrimary(context.facts.id("person"), of: id, by: context.viewer) {
        case .done: return .seeOther(Told.madePrimary.at("/cases/\(id)/people"))
        case let refusal: return try refused(refusal, id)
        }
    }

    func unassign(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<CaseFile> = try context.facts.id("case")
        switch try await site.installation.unassign(context.facts.id("person"), from: id, by: context.viewer) {
        case .done: return .seeOther(Told.removed.at("/cases/\(id)/people"))
        case let refusal: return try refused(refusal, id)
        }
    }

    private func refused(_ refusal: AssignedPerson, _ id: ID<CaseFile>) throws -> Response {
        switch refusal {
        case .notAllowed: throw Refusal.status(403)
        case .closed: return .seeOther(Told.noChange.at("/cases/\(id)/people"))
        default: throw Refusal.notFound
        }
    }

    private func page(
        _ context: StaffContext, _ reading: FormReading, _ entry: AssignmentEntry
    ) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        guard let shown = try await site.installation.showCasePeople(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        let mayChange = context.viewer.rights.mayChangeCases && shown.caseFile.status == .open
        let people = shown.assigned.map { Self.assignment($0.person, $0.part, mayChange: mayChange) }
        let assign = CasePeoplePage.Assign(
            action: "/cases/\(id)/people",
            person: reading.choice("person", Self.choices(shown.others, chosen: entry.person)),
            role: reading.choice(
                "role",
                [Choice("", "Choose a role")]
                    + AssignmentRole.allCases.map {
                        Choice($0.rawValue, $0.rawValue, isChosen: $0.rawValue == entry.role)
                    }),
            isPrimary: entry.isPrimary, notifies: entry.notifies,
            new: context.viewer.rights.mayKeepPeople ? "/people/new" : nil)
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let page = CasePeoplePage(
            frame: try site.workingFrame(context, at: .cases, flash: flash, errors: reading.summary),
            caseFile: CaseHead(shown.caseFile, for: context.viewer, at: .people), people: people,
            groups: "/distribution-groups?case=\(id)", assign: mayChange ? assign : nil)
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }

    private static func assignment(
        _ person: Person, _ part: Assignment, mayChange: Bool
    ) -> CasePeoplePage.Assignment {
        let path = "/cases/\(part.caseFile)/people/\(person.id)"
        return CasePeoplePage.Assignment(
            path: "/people/\(person.id)", name: person.name, role: part.role.rawValue,
            primary: part.isPrimary ? StatusTag("Primary", .info, .check) : nil,
            address: person.primaryAddress?.spelling,
            addressStatus: person.archivedAt == nil ? person.addressNotice : .archived,
            makePrimary: mayChange && !part.isPrimary
                ? PostButton("Make primary", action: path + "/primary", about: person.name) : nil,
            end: mayChange
                ? PostButton("Remove", action: path + "/deletion", isDangerous: true, about: person.name) : nil)
    }

    private static func choices(_ people: [Person], chosen: String) -> [Choice] {
        [Choice("", "Choose a person")]
            + people.map { person in
                let address = person.addressWords.map { ", \($0)" } ?? ", no address: cannot be sent to"
                return Choice(
                    person.id.text, "\(person.name) (\(person.kind.rawValue)\(address))",
                    isChosen: person.id.text == chosen)
            }
    }
}

extension AssignmentRole {
    /// What to say where the person is not of the kind that has this role.
    var wrongWords: String {
        isForStaff ? "Only staff can be \(rawValue). Choose a contact role." : "Staff cannot be \(rawValue)."
    }
}
