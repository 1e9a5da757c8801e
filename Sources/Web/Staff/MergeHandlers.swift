import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/people/{person}/merge`: two records of one person become one.
struct MergeHandlers: Sendable {
    let site: Site

    /// Which other record, with `?text=` to look for it; with `?with=` its id, both beside each other.
    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, status: .ok)
    }

    func merge(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let kept: ID<Person> = try context.facts.id("person")
        guard let gone = Self.other(context.facts),
            let seen = context.facts.query("seen")?.split(separator: ".").map({ PersonVersion(String($0)) }),
            seen.count == 2
        else { throw Refusal.status(422) }
        let merged = try await site.installation.mergePeople(
            gone, into: kept, seen: (kept: seen[0], gone: seen[1]), by: context.viewer)
        switch merged {
        case .merged(let id): return .seeOther(Told.merged.at("/people/\(id)"))
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .notMergeable, .archived, .tooManyAddresses, .changedMeanwhile:
            return try await page(context, isChanged: merged == .changedMeanwhile, status: .conflict)
        }
    }

    private func page(
        _ context: StaffContext, isChanged: Bool = false, status: HTTPResponse.Status
    ) async throws -> Response {
        let id: ID<Person> = try context.facts.id("person")
        guard let shown = try await site.installation.showPerson(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        guard shown.mayBeChanged, shown.person.kind != .staff else { throw Refusal.status(403) }
        let choice = try await Self.other(context.facts).flatMapAsync {
            try await site.installation.showMerge(of: $0, into: id, to: context.viewer)
        }
        let text = context.facts.query("text") ?? (choice == nil ? shown.person.name : "")
        let frame = try site.workingFrame(context, at: .people)
        return site.answer(
            MergePage(
                shown, choice, text: text, found: try await found(text, besides: id, context), isChanged: isChanged,
                frame: frame),
            status: status)
    }

    /// Contacts and prospects, archived ones too, whom the words match.
    private func found(_ text: String, besides id: ID<Person>, _ context: StaffContext) async throws -> [Person] {
        guard !text.allSatisfy(\.isWhitespace) else { return [] }
        var filter = PeopleFilter()
        filter.text = text
        filter.standing = .all
        let people = try await site.installation.listPeople(filter, to: context.viewer).people.map(\.person)
        return people.filter { $0.id != id && $0.kind != .staff }
    }

    private static func other(_ facts: RequestFacts) -> ID<Person>? {
        facts.query("with").flatMap { try? ID(reading: $0) }
    }
}
